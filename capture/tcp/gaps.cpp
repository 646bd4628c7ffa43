#include "capture/tcp/gaps.hpp"

#include "capture/tcp/sequence.hpp"

#include <algorithm>

namespace wirelab::tcp {

Gaps::Gaps(const Gaps& other)
    : ranges_(other.ranges_ ? std::make_unique<Ranges>(*other.ranges_) : nullptr) {}
Gaps& Gaps::operator=(const Gaps& other) {
  if (this != &other) *this = Gaps(other);
  return *this;
}

bool Gaps::operator==(const Gaps& other) const {
  if (!ranges_ || !other.ranges_) return ranges_ == other.ranges_;
  return std::ranges::equal(ranges_->known(), other.ranges_->known());
}

void Gaps::add(Range range) {
  if (!ranges_) ranges_ = std::make_unique<Ranges>();
  for (std::uint8_t i = 0; i < ranges_->count; ++i) {
    Range& known = ranges_->all[i];
    if (after(range.begin, known.end) || after(known.begin, range.end)) continue;
    known.begin = before(range.begin, known.begin) ? range.begin : known.begin;
    known.end = later(known.end, range.end);
    return;
  }
  if (ranges_->count < ranges_->all.size()) ranges_->all[ranges_->count++] = range;
}

std::uint32_t Gaps::swallow(std::uint32_t next) {
  for (std::uint8_t i = 0; i < ranges_->count;) {
    const Range range = ranges_->all[i];
    if (after(range.begin, next)) {
      ++i;
      continue;
    }
    next = later(next, range.end);
    ranges_->all[i] = ranges_->all[--ranges_->count];
    i = 0;
  }
  if (ranges_->count == 0) clear();
  return next;
}

}  // namespace wirelab::tcp
