#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::decode {

// ICMP (RFC 792) and ICMPv6 (RFC 4443): the eight bytes that every message has.
struct Icmp {
  static constexpr std::size_t size = 8;

  bool version6 = false;
  std::uint8_t type = 0;
  std::uint8_t code = 0;
  std::uint16_t checksum = 0;
  std::uint16_t identifier = 0;  // of an echo; else the first half of the rest
  std::uint16_t sequence =
      0;  // of an echo; else the second half (next-hop MTU of "fragmentation needed")

  bool is_echo() const { return version6 ? type == 128 || type == 129 : type == 8 || type == 0; }
  // The body quotes the packet that the message is about.
  bool is_error() const {
    return version6 ? type < 128 : type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
  }
};

// Nothing when the bytes are too short.
std::optional<Icmp> read_icmp(Bytes bytes, bool version6);

}  // namespace wirelab::decode
