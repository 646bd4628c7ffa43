#include "lessons/testbed/wire/medium.hpp"

#include <algorithm>

namespace wirelab::lessons {
namespace {

// A flood of made-up senders must not fill the memory; real switches hold a few thousand as well.
constexpr std::size_t most_entries = 8192;
constexpr std::size_t header_size = 14;

std::uint64_t mac_at(std::span<const std::uint8_t> frame, std::size_t offset) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 6; ++i) number = number << 8 | frame[offset + i];
  return number;
}

bool is_group(std::uint64_t mac) { return (mac >> 40 & 1) != 0; }

decode::MacAddress address_of(std::uint64_t number) {
  decode::MacAddress address;
  for (std::size_t i = 6; i-- > 0; number >>= 8)
    address.bytes[i] = static_cast<std::uint8_t>(number & 0xff);
  return address;
}

}  // namespace

Medium::Medium(SegmentKind kind, std::vector<std::size_t> ports, Time ageing)
    : kind_(kind), ports_(std::move(ports)), ageing_(ageing) {}

std::vector<std::size_t> Medium::all_but(std::size_t port) const {
  std::vector<std::size_t> others;
  for (const std::size_t other : ports_)
    if (other != port) others.push_back(other);
  return others;
}

std::vector<std::size_t> Medium::would_reach(std::size_t from, std::span<const std::uint8_t> frame,
                                             Time now) const {
  if (kind_ != SegmentKind::switched || frame.size() < header_size) return all_but(from);
  const std::uint64_t receiver = mac_at(frame, 0);
  if (is_group(receiver)) return all_but(from);
  const auto known = table_.find(receiver);
  if (known == table_.end() || now - known->second.at > ageing_) return all_but(from);
  if (known->second.port == from) return {};
  return {known->second.port};
}

std::vector<std::size_t> Medium::forward(std::size_t from, std::span<const std::uint8_t> frame,
                                         Time now) {
  if (kind_ == SegmentKind::switched && frame.size() >= header_size) {
    age(now);
    learn(mac_at(frame, 6), from, now);
  }
  return would_reach(from, frame, now);
}

void Medium::learn(std::uint64_t sender, std::size_t port, Time now) {
  if (is_group(sender)) return;
  const auto known = table_.find(sender);
  if (known == table_.end() && table_.size() >= most_entries) return;
  if (known == table_.end()) {
    oldest_ = table_.empty() ? now : std::min(oldest_, now);
    changes_.push_back({TableEvent::added, {address_of(sender), port, now}});
    table_[sender] = {port, now};
    return;
  }
  if (known->second.port != port)
    changes_.push_back({TableEvent::changed, {address_of(sender), port, now}});
  oldest_ = std::min(oldest_, now);  // threads may be a moment apart
  known->second = {port, now};
}

// The table is only gone through when something in it may be too old.
void Medium::age(Time now) {
  if (table_.empty() || now - oldest_ <= ageing_) return;
  oldest_ = now;
  for (auto entry = table_.begin(); entry != table_.end();) {
    const auto& [mac, seen] = *entry;
    if (now - seen.at > ageing_) {
      changes_.push_back({TableEvent::removed, {address_of(mac), seen.port, seen.at}});
      entry = table_.erase(entry);
    } else {
      oldest_ = std::min(oldest_, seen.at);
      ++entry;
    }
  }
}

std::vector<MacEntry> Medium::table(Time now) const {
  std::vector<MacEntry> entries;
  for (const auto& [mac, seen] : table_)
    if (now - seen.at <= ageing_) entries.push_back({address_of(mac), seen.port, seen.at});
  return entries;
}

}  // namespace wirelab::lessons
