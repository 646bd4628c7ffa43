#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/address.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// What Linux puts before a packet captured on "any": LINUX_SLL (16 bytes) or LINUX_SLL2 (20 bytes).
struct Cooked {
  static constexpr std::size_t size_v1 = 16;
  static constexpr std::size_t size_v2 = 20;

  std::uint8_t version = 1;
  std::uint16_t packet_type = 0;      // 0 to us, 1 broadcast, 2 multicast, 3 to others, 4 from us
  std::uint16_t hardware_type = 0;    // ARPHRD_
  std::uint32_t interface_index = 0;  // version 2 only
  std::uint16_t address_length = 0;   // bytes of the source's link address; 8 are written at most
  MacAddress source;                  // its first six bytes
  std::uint16_t type = 0;             // EtherType of what follows
};

// Nothing when the bytes are too short.
std::optional<Cooked> read_cooked(std::uint32_t link_type, Bytes bytes);

}  // namespace wirelab::decode
