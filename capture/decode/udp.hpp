#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// RFC 768.
struct Udp {
  static constexpr std::size_t size = 8;

  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint16_t length = 0;    // bytes, this header included
  std::uint16_t checksum = 0;  // 0 over IPv4: none was computed
};

// Nothing when the bytes are too short.
std::optional<Udp> read_udp(Bytes bytes);

}  // namespace wirelab::decode
