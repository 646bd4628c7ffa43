#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// The header of RFC 9293 section 3.1. tcp::to_segment (capture/tcp) makes of it what the machine
// needs.
struct Tcp {
  static constexpr std::size_t least_size = 20;

  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint32_t sequence = 0;
  std::uint32_t acknowledgment = 0;
  std::uint8_t header_length = 0;  // bytes (data offset times 4): 20 to 60, options included
  std::uint8_t reserved = 0;       // 4 bits
  std::uint16_t flags = 0;         // CWR ECE URG ACK PSH RST SYN FIN, FIN the lowest
  std::uint16_t window = 0;        // as written, unscaled
  std::uint16_t checksum = 0;
  std::uint16_t urgent = 0;
};

// The fixed 20 bytes, whatever they say. Nothing when there are fewer.
std::optional<Tcp> read_tcp(Bytes bytes);

}  // namespace wirelab::decode
