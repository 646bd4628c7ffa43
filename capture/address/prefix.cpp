#include "capture/address/prefix.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <optional>

namespace wirelab::address {
namespace {

constexpr int bits = 32, places = 4;
constexpr std::size_t most_shown = 24;  // of a part that is no number

std::string shown(std::string_view part) { return std::string(part.substr(0, most_shown)); }

// Digits alone; a number too large to hold is the largest.
std::optional<std::uint32_t> digits(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? value : ~0U;
}

std::optional<Fault> fault_of_place(std::string_view part, int place) {
  const auto value = digits(part);
  if (!value) return Fault{FaultKind::not_a_number, shown(part), place, 0};
  if (*value > 255) return Fault{FaultKind::place_too_large, shown(part), place, 255};
  if (part.size() > 1 && part.front() == '0')
    return Fault{FaultKind::leading_zero, shown(part), place, 0};
  return std::nullopt;
}

std::vector<std::string_view> split_at_dots(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t dot = text.find('.', begin);
    parts.push_back(text.substr(begin, dot - begin));
    if (dot == text.npos) return parts;
    begin = dot + 1;
  }
}

}  // namespace

Read<Ipv4> parse_ipv4(std::string_view text) {
  if (text.empty()) return Fault{};
  const auto parts = split_at_dots(text);
  const int count = static_cast<int>(parts.size());
  Ipv4 address = 0;
  for (int i = 0; i < std::min(count, places); ++i) {
    const auto part = parts[static_cast<std::size_t>(i)];
    if (auto fault = fault_of_place(part, i + 1)) return *fault;
    address = address << 8 | *digits(part);
  }
  if (count < places) return Fault{FaultKind::too_few_places, shown(text), count, places};
  if (count > places) return Fault{FaultKind::too_many_places, shown(text), count, places};
  return address;
}

Read<int> parse_mask(std::string_view text) {
  const auto read = parse_ipv4(text);
  if (const auto* fault = std::get_if<Fault>(&read)) return *fault;
  const int length = length_of_mask(std::get<Ipv4>(read));
  if (length < 0) return Fault{FaultKind::mask_with_gaps, shown(text), 0, 0};
  return length;
}

Read<Ipv4Prefix> parse_ipv4_prefix(std::string_view text) {
  const std::size_t stroke = text.find('/');
  const auto address = parse_ipv4(text.substr(0, stroke));
  if (const auto* fault = std::get_if<Fault>(&address)) return *fault;
  if (stroke == text.npos || stroke + 1 == text.size())
    return Fault{FaultKind::no_prefix, shown(text.substr(0, stroke)), 0, bits};
  const std::string_view behind = text.substr(stroke + 1);
  Ipv4Prefix prefix{std::get<Ipv4>(address), 0};
  if (behind.find('.') != behind.npos) {
    const auto length = parse_mask(behind);
    if (const auto* fault = std::get_if<Fault>(&length)) return *fault;
    prefix.length = std::get<int>(length);
    return prefix;
  }
  const auto length = digits(behind);
  if (!length) return Fault{FaultKind::prefix_not_a_number, shown(behind), 0, bits};
  if (*length > bits) return Fault{FaultKind::prefix_too_long, shown(behind), 0, bits};
  prefix.length = static_cast<int>(*length);
  return prefix;
}

std::string text(Ipv4 address) {
  std::string all;
  for (int shift = 24; shift >= 0; shift -= 8) {
    if (!all.empty()) all += '.';
    all += std::to_string(address >> shift & 0xFF);
  }
  return all;
}

std::string text(const Ipv4Prefix& prefix) {
  return text(prefix.address) + "/" + std::to_string(prefix.length);
}

int length_of_mask(Ipv4 of) {
  const int ones = std::countl_one(of);
  return mask(ones) == of ? ones : -1;
}

// A shift by all bits of a number is undefined.
Ipv4 mask(int length) { return length == 0 ? 0 : ~Ipv4{0} << (bits - length); }

Ipv4 network(const Ipv4Prefix& prefix) { return prefix.address & mask(prefix.length); }
Ipv4 last(const Ipv4Prefix& prefix) { return prefix.address | ~mask(prefix.length); }
bool has_broadcast(const Ipv4Prefix& prefix) { return prefix.length <= bits - 2; }

Ipv4 first_host(const Ipv4Prefix& prefix) {
  return network(prefix) + (has_broadcast(prefix) ? 1 : 0);
}
Ipv4 last_host(const Ipv4Prefix& prefix) { return last(prefix) - (has_broadcast(prefix) ? 1 : 0); }

std::uint64_t address_count(const Ipv4Prefix& prefix) {
  return std::uint64_t{1} << (bits - prefix.length);
}
std::uint64_t host_count(const Ipv4Prefix& prefix) {
  return address_count(prefix) - (has_broadcast(prefix) ? 2 : 0);
}

bool contains(const Ipv4Prefix& prefix, Ipv4 address) {
  return (address & mask(prefix.length)) == network(prefix);
}

Ipv4Prefix joining(Ipv4 one, Ipv4 other) { return block_at(one, std::countl_zero(one ^ other)); }

Ipv4Prefix block_at(Ipv4 address, int length) { return {address & mask(length), length}; }

std::uint64_t part_count(const Ipv4Prefix& block, int length) {
  return std::uint64_t{1} << (length - block.length);
}

Ipv4Prefix part(const Ipv4Prefix& block, int length, std::uint64_t index) {
  const std::uint64_t size = address_count({0, length});
  return {static_cast<Ipv4>(network(block) + index * size), length};
}

std::uint64_t part_index(const Ipv4Prefix& block, int length, Ipv4 address) {
  return (address - network(block)) / address_count({0, length});
}

}  // namespace wirelab::address
