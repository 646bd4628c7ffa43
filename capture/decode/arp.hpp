#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/address.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// RFC 826, for Ethernet and IPv4.
struct Arp {
  static constexpr std::size_t size = 28;
  static constexpr std::uint16_t request = 1;
  static constexpr std::uint16_t reply = 2;

  std::uint16_t operation = 0;
  MacAddress sender_mac;
  IpAddress sender;
  MacAddress target_mac;  // zero in a request
  IpAddress target;
};

// Nothing when the bytes are too short or the addresses are of other kinds.
std::optional<Arp> read_arp(Bytes bytes);

}  // namespace wirelab::decode
