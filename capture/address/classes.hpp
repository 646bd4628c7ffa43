#pragma once

#include "capture/address/ipv6_prefix.hpp"
#include "capture/address/prefix.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace wirelab::address {

// The classes of RFC 791. History: since RFC 1519 (1993) the prefix says where the network ends,
// and the first bits say nothing about it. D is multicast, E was reserved.
enum class AddressClass { A, B, C, D, E };
AddressClass class_of(Ipv4 address);
char letter(AddressClass of);
// All addresses of the class: A is 0.0.0.0/1.
Ipv4Prefix class_block(AddressClass of);
// The prefix that the class stood for: 8, 16, 24; D and E had none.
std::optional<int> classful_length(AddressClass of);

// What a range of addresses is set aside for (IANA's registries of special purpose addresses).
enum class Purpose {
  global,
  this_network,       // RFC 791
  private_use,        // RFC 1918
  shared,             // RFC 6598: between a provider and its customers
  loopback,           // RFC 1122, RFC 4291
  link_local,         // RFC 3927, RFC 4291
  protocol,           // RFC 6890
  documentation,      // RFC 5737, RFC 3849, RFC 9637
  benchmarking,       // RFC 2544
  multicast,          // RFC 1112, RFC 4291
  reserved,           // RFC 1112
  limited_broadcast,  // RFC 919
  unspecified,        // RFC 4291
  mapped,             // RFC 4291: an IPv4 address in an IPv6 field
  translated,         // RFC 6052
  unique_local,       // RFC 4193
  unassigned,         // outside of what IANA hands out (2000::/3)
};
// Its name in the words: subnet.purpose.NAME.
std::string_view id(Purpose purpose);

struct Ipv4Range {
  Ipv4Prefix prefix;
  Purpose purpose = Purpose::global;
  int rfc = 0;  // 0: none
};
struct Ipv6Range {
  Ipv6Prefix prefix;
  Purpose purpose = Purpose::global;
  int rfc = 0;
};
// The narrowest range with the address in it; of a global one the whole of all addresses.
Ipv4Range range_of(Ipv4 address);
Ipv6Range range_of(const Ipv6& address);
std::span<const Ipv4Range> ipv4_ranges();

}  // namespace wirelab::address
