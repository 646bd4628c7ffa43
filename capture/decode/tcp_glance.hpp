#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstdint>

namespace wirelab::decode {

// What most frames of most captures are: TCP in a whole IPv4 packet without options, right behind
// an Ethernet header, all lengths in order. Addresses and numbers in host order.
struct TcpGlance {
  std::uint32_t source, destination;
  std::uint32_t sequence, acknowledgment;
  std::uint32_t length;  // payload bytes on the wire
  std::uint16_t source_port, destination_port;
  std::uint16_t window;
  std::uint8_t flags;
  Bytes options;  // borrowed
};

// Says of such a frame what decode() would say, at a fraction of the cost. False: it is another, or
// decode() would find a problem in it.
bool glance_at_tcp(std::uint32_t link_type, Bytes frame, std::uint32_t wire_length,
                   TcpGlance& glance);

}  // namespace wirelab::decode
