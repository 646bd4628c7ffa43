#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/address.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// The fixed header of RFC 8200.
struct Ipv6 {
  static constexpr std::size_t size = 40;

  std::uint8_t version = 0;
  std::uint8_t traffic_class = 0;
  std::uint32_t flow_label = 0;      // 20 bits
  std::uint16_t payload_length = 0;  // bytes after this header, extension headers included
  std::uint8_t next_header = 0;
  std::uint8_t hop_limit = 0;
  IpAddress source;
  IpAddress destination;
};

// Nothing when the bytes are too short.
std::optional<Ipv6> read_ipv6(Bytes bytes);

// The chain of extension headers (hop-by-hop, routing, fragment, destination options), walked over.
struct Ipv6Extensions {
  std::uint8_t protocol = 0;  // of what follows the last of them
  std::size_t length = 0;     // bytes walked over
  bool whole = true;          // false: they go on past the end of the bytes
  bool is_fragment = false;   // a fragment header that cuts the packet
  bool more_fragments = false;
  std::uint32_t fragment_offset = 0;  // bytes
  std::uint32_t identification = 0;
  bool rerouted = false;  // a routing header with segments left: the final address is in it
};

// Walks from `next_header` over `bytes`, which begin after the fixed header.
Ipv6Extensions walk_extensions(std::uint8_t next_header, Bytes bytes);

}  // namespace wirelab::decode
