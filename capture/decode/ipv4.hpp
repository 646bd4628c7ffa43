#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/address.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// Protocol numbers of the IPv4 header and next headers of IPv6 (IANA).
enum IpProtocol : std::uint8_t {
  ip_hop_by_hop = 0,
  ip_icmp = 1,
  ip_tcp = 6,
  ip_udp = 17,
  ip_routing = 43,
  ip_fragment = 44,
  ip_no_next = 59,
  ip_destination_options = 60,
  ip_icmpv6 = 58
};

// RFC 791.
struct Ipv4 {
  static constexpr std::size_t least_size = 20;

  std::uint8_t version = 0;
  std::uint8_t header_length = 0;  // bytes, 20 to 60, options included
  std::uint8_t service = 0;        // DSCP and ECN, RFC 2474 and 3168
  std::uint16_t total_length = 0;  // bytes; 0 where the network card still had to cut the packet
  std::uint16_t identification = 0;
  bool reserved_flag = false;
  bool dont_fragment = false;
  bool more_fragments = false;
  std::uint32_t fragment_offset = 0;  // bytes
  std::uint8_t time_to_live = 0;
  std::uint8_t protocol = 0;
  std::uint16_t checksum = 0;
  IpAddress source;
  IpAddress destination;

  bool is_fragment() const { return more_fragments || fragment_offset != 0; }
};

// The fixed 20 bytes, whatever they say: the caller looks at version and lengths. Nothing when
// there are fewer.
std::optional<Ipv4> read_ipv4(Bytes bytes);

}  // namespace wirelab::decode
