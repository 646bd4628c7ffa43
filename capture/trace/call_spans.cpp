#include "capture/trace/call_spans.hpp"

#include <algorithm>

namespace wirelab {

void CallSpans::end(Time begin) {
  if (const auto found = open_.find(begin); found != open_.end()) open_.erase(found);
}

void CallSpans::add(Time begin, Time end) {
  over_.push_back({begin, end, end});
  sorted_ = false;
}

void CallSpans::sort() {
  std::ranges::stable_sort(over_, {}, &Span::begin);
  for (std::size_t i = 0; i < over_.size(); ++i)
    over_[i].latest_end = i == 0 ? over_[i].end : std::max(over_[i].end, over_[i - 1].latest_end);
  sorted_ = true;
}

bool CallSpans::any_at(Time time) {
  if (!open_.empty() && *open_.begin() <= time) return true;
  if (!sorted_) sort();
  const auto later = std::ranges::upper_bound(over_, time, {}, &Span::begin);
  return later != over_.begin() && (later - 1)->latest_end > time;
}

}  // namespace wirelab
