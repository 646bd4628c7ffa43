#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/address.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// IEEE 802.3, as far as the capture holds it: no preamble, no frame check sequence.
struct Ethernet {
  static constexpr std::size_t size = 14;

  MacAddress destination;
  MacAddress source;
  std::uint16_t type = 0;  // an EtherType; up to 1500 a length, then LLC follows

  bool is_length() const { return type <= 1500; }
};

// Nothing when the bytes are too short.
std::optional<Ethernet> read_ethernet(Bytes bytes);

}  // namespace wirelab::decode
