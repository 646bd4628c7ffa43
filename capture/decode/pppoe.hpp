#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// A PPPoE session (RFC 2516): six bytes between Ethernet and PPP.
struct Pppoe {
  static constexpr std::size_t size = 6;

  std::uint8_t code = 0;  // 0 for a session's data
  std::uint16_t session = 0;
  std::uint16_t length = 0;  // bytes after this header, PPP included
};

// Nothing when the bytes are too short or of another version than 1.
std::optional<Pppoe> read_pppoe(Bytes bytes);

}  // namespace wirelab::decode
