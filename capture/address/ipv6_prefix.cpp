#include "capture/address/ipv6_prefix.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <bit>
#include <charconv>

namespace wirelab::address {
namespace {

constexpr int ipv6_bits = 128;
constexpr std::size_t most_shown_of_ipv6 = 45;

std::string shown_of_ipv6(std::string_view part) {
  return std::string(part.substr(0, most_shown_of_ipv6));
}

std::uint8_t byte_mask(int length, std::size_t byte) {
  const int ones = std::clamp(length - static_cast<int>(byte) * 8, 0, 8);
  return static_cast<std::uint8_t>(0xFF << (8 - ones));
}

}  // namespace

Read<Ipv6> parse_ipv6(std::string_view text) {
  if (text.empty()) return Fault{};
  Ipv6 address{};
  const std::string ended(text);
  // A byte of zero would end the text for inet_pton too early.
  if (ended.find('\0') != ended.npos || inet_pton(AF_INET6, ended.c_str(), address.data()) != 1)
    return Fault{FaultKind::not_ipv6, shown_of_ipv6(text), 0, 0};
  return address;
}

Read<Ipv6Prefix> parse_ipv6_prefix(std::string_view text) {
  const std::size_t stroke = text.find('/');
  const auto address = parse_ipv6(text.substr(0, stroke));
  if (const auto* fault = std::get_if<Fault>(&address)) return *fault;
  if (stroke == text.npos || stroke + 1 == text.size())
    return Fault{FaultKind::no_prefix, shown_of_ipv6(text.substr(0, stroke)), 0, ipv6_bits};
  const std::string_view behind = text.substr(stroke + 1);
  unsigned length = 0;
  const auto [end, error] = std::from_chars(behind.data(), behind.data() + behind.size(), length);
  if (end != behind.data() + behind.size() || error == std::errc::invalid_argument)
    return Fault{FaultKind::prefix_not_a_number, shown_of_ipv6(behind), 0, ipv6_bits};
  if (error != std::errc() || length > ipv6_bits)
    return Fault{FaultKind::prefix_too_long, shown_of_ipv6(behind), 0, ipv6_bits};
  return Ipv6Prefix{std::get<Ipv6>(address), static_cast<int>(length)};
}

std::string text(const Ipv6& address) {
  char room[INET6_ADDRSTRLEN] = "";
  inet_ntop(AF_INET6, address.data(), room, sizeof room);
  return room;
}

std::string text(const Ipv6Prefix& prefix) {
  return text(prefix.address) + "/" + std::to_string(prefix.length);
}

Ipv6 network(const Ipv6Prefix& prefix) {
  Ipv6 first = prefix.address;
  for (std::size_t i = 0; i < first.size(); ++i) first[i] &= byte_mask(prefix.length, i);
  return first;
}

Ipv6 last(const Ipv6Prefix& prefix) {
  Ipv6 end = prefix.address;
  for (std::size_t i = 0; i < end.size(); ++i)
    end[i] |= static_cast<std::uint8_t>(~byte_mask(prefix.length, i));
  return end;
}

bool contains(const Ipv6Prefix& prefix, const Ipv6& address) {
  return network({address, prefix.length}) == network(prefix);
}

Ipv6Prefix joining(const Ipv6& one, const Ipv6& other) {
  int length = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    const int same = std::countl_zero(static_cast<std::uint8_t>(one[i] ^ other[i]));
    length += same;
    if (same < 8) break;
  }
  return {network({one, length}), length};
}

bool bit(const Ipv6& address, int place) {
  return (address[static_cast<std::size_t>(place / 8)] >> (7 - place % 8) & 1) != 0;
}

}  // namespace wirelab::address
