#include "lessons/testbed/medium.hpp"

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
    const std::uint64_t sender = mac_at(frame, 6);
    if (table_.size() >= most_entries)
      std::erase_if(table_, [&](const auto& entry) { return now - entry.second.at > ageing_; });
    const bool known = table_.contains(sender);
    if (!is_group(sender) && (known || table_.size() < most_entries)) table_[sender] = {from, now};
  }
  return would_reach(from, frame, now);
}

std::vector<MacEntry> Medium::table(Time now) const {
  std::vector<MacEntry> entries;
  for (const auto& [mac, seen] : table_)
    if (now - seen.at <= ageing_) entries.push_back({address_of(mac), seen.port, seen.at});
  return entries;
}

}  // namespace wirelab::lessons
