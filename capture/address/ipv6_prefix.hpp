#pragma once

#include "capture/address/fault.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::address {

// In network order.
using Ipv6 = std::array<std::uint8_t, 16>;

struct Ipv6Prefix {
  Ipv6 address{};
  int length = 0;  // 0 to 128

  bool operator==(const Ipv6Prefix&) const = default;
};

Read<Ipv6> parse_ipv6(std::string_view text);
Read<Ipv6Prefix> parse_ipv6_prefix(std::string_view text);

std::string text(const Ipv6& address);       // "2001:db8::1" (RFC 5952)
std::string text(const Ipv6Prefix& prefix);  // "2001:db8::1/48"

// The block's first and last address. IPv6 has no broadcast: every one but the first, which all
// routers of the link share (RFC 4291, 2.6.1), can be a host's.
Ipv6 network(const Ipv6Prefix& prefix);
Ipv6 last(const Ipv6Prefix& prefix);
bool contains(const Ipv6Prefix& prefix, const Ipv6& address);
Ipv6Prefix joining(const Ipv6& one, const Ipv6& other);
// One bit, counted from 0 at the left.
bool bit(const Ipv6& address, int place);

}  // namespace wirelab::address
