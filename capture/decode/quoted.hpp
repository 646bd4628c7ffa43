#pragma once

#include "capture/decode/layers.hpp"

#include <cstdint>
#include <optional>

namespace wirelab::decode {

// The packet that an ICMP or ICMPv6 error is about, as far as the message quotes it.
struct Quoted {
  Layers layers;           // offsets count from `bytes`
  Bytes bytes;             // borrowed from the frame
  bool has_ports = false;  // the first eight bytes of TCP or UDP are always quoted
  std::uint16_t source_port = 0, destination_port = 0;
  std::optional<std::uint32_t> sequence;  // of TCP: it is within these eight
};

// Nothing for other messages and where no IP header is quoted.
std::optional<Quoted> quoted_packet(const Layers& layers, Bytes frame);

}  // namespace wirelab::decode
