#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// One tag of IEEE 802.1Q, or of 802.1ad when stacked, without the EtherType that announced it.
struct Vlan {
  static constexpr std::size_t size = 4;

  std::uint8_t priority = 0;   // PCP, 3 bits
  bool drop_eligible = false;  // DEI
  std::uint16_t id = 0;        // VID, 12 bits
  std::uint16_t type = 0;      // EtherType of what follows
};

// True for an EtherType that announces a tag.
bool announces_vlan(std::uint16_t ether_type);

// Nothing when the bytes are too short.
std::optional<Vlan> read_vlan(Bytes bytes);

}  // namespace wirelab::decode
