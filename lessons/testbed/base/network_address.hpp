#pragma once

#include "capture/bytes/result.hpp"
#include "capture/decode/address.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

using decode::IpAddress;

// An address and its network, as an interface has it: "10.0.1.10/24", "fd00:1::10/64".
struct NetworkAddress {
  IpAddress address;
  int prefix = 24;  // bits

  bool operator==(const NetworkAddress&) const = default;
  bool is_ipv6() const { return address.version == 6; }
  // True when `other` is of the same family and its first `prefix` bits are the same.
  bool contains(const IpAddress& other) const;
  // The network itself or, in IPv4, its broadcast address: no host can have it.
  bool is_reserved() const;
  // The same with all bits beyond the prefix 0: "10.0.1.0/24".
  NetworkAddress network() const;
  std::string text() const;
};

// "10.0.0.1", "fd00::1"
std::optional<IpAddress> parse_address(std::string_view text);
// An error says what is wrong with the text, without naming its place.
Result<NetworkAddress> parse_network_address(std::string_view text);
// The same where a network is meant: "10.0.2.0/24", "default", "::/0". Bits beyond the prefix are
// an error.
Result<NetworkAddress> parse_network(std::string_view text);

// 0.0.0.0/0 or ::/0
NetworkAddress everywhere(bool ipv6);
// 127.0.0.0/8 and ::1
bool is_loopback_address(const IpAddress& address);
// A group's, 0.0.0.0, ::, or of the class that nobody uses.
bool is_nobodys_address(const IpAddress& address);
// fe80::NUMBER/64, what the bench gives to its host of this index (from 0): without it an IPv6
// router cannot ask for the receiver of a forwarded packet.
NetworkAddress link_local_of(std::size_t host);
// What a router without a gateway still sends by itself, out of eth0: to everybody, and to groups.
std::vector<NetworkAddress> groups_of_router();

// An IPv4 address as a number in host order, 0 for IPv6.
std::uint32_t ipv4_number(const IpAddress& address);

}  // namespace wirelab::lessons
