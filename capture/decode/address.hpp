#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace wirelab::decode {

// Six bytes as Ethernet writes them.
struct MacAddress {
  std::array<std::uint8_t, 6> bytes{};

  bool operator==(const MacAddress&) const = default;
  bool is_broadcast() const;
  // "02:00:00:00:00:01"
  std::string text() const;
};

// An IPv4 or IPv6 address in network order; of version 4 only the first four bytes count.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t version = 4;  // 4 or 6

  bool operator==(const IpAddress&) const = default;
  std::span<const std::uint8_t> octets() const {
    return std::span(bytes).first(version == 4 ? 4 : 16);
  }
  // "10.0.0.1", "fd00::1" (RFC 5952)
  std::string text() const;
};

// From 4 or 16 bytes, which must be there.
IpAddress ipv4_address(std::span<const std::uint8_t> bytes);
IpAddress ipv6_address(std::span<const std::uint8_t> bytes);

// As notes and lists write it: "10.0.0.1:43210", "[fd00::1]:43210".
std::string endpoint_text(const IpAddress& address, std::uint16_t port);

}  // namespace wirelab::decode
