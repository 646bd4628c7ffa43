#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstdint>

namespace wirelab::decode {

// What most frames of most captures are: TCP in an unfragmented IPv4 packet right behind an
// Ethernet header, all lengths in order. Addresses and numbers in host order.
struct TcpGlance {
  std::uint32_t source = 0, destination = 0;
  std::uint32_t sequence = 0, acknowledgment = 0;
  std::uint32_t length = 0;  // payload bytes on the wire
  std::uint16_t source_port = 0, destination_port = 0;
  std::uint16_t window = 0;
  std::uint8_t flags = 0;
  Bytes options;  // borrowed
};

// Says of such a frame what decode() would say, at a fraction of the cost. False: it is another, or
// decode() would find a problem in it.
bool glance_at_tcp(std::uint32_t link_type, Bytes frame, std::uint32_t wire_length,
                   TcpGlance& glance);

}  // namespace wirelab::decode
