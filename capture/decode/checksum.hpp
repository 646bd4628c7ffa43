#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/layers.hpp"

#include <cstdint>
#include <string_view>

namespace wirelab::decode {

// What a checksum field is worth.
enum class ChecksumState : std::uint8_t {
  ok,
  wrong,         // bytes changed on the way
  not_computed,  // left to the network card: an artefact of capturing on the sender, no fault
  absent,        // UDP over IPv4 without one
  unverifiable   // not all of the bytes are here: cut by the capture, or a fragment
};

// "not_computed": keys the words ("checksum.not_computed").
std::string_view id(ChecksumState state);

// A checksum field, and what it would have to be (meaningful for ok, wrong and not_computed).
struct ChecksumCheck {
  ChecksumState state = ChecksumState::unverifiable;
  std::uint16_t written = 0;
  std::uint16_t right = 0;
};

// The ones' complement sum of RFC 1071 over 16-bit words in network order; `start` continues a sum.
// Folded to 16 bits, not inverted.
std::uint16_t ones_complement_sum(Bytes bytes, std::uint32_t start = 0);

// Of the IPv4 header; unverifiable where there is none or not all of it.
ChecksumCheck check_ipv4(const Layers& layers, Bytes frame);

// Of the innermost TCP, UDP, ICMP or ICMPv6, with the pseudo header where the protocol has one.
// not_computed: the field holds just the pseudo header's sum, as Linux leaves it to the card, with
// or without the length, or 0.
ChecksumCheck check_transport(const Layers& layers, Bytes frame);

}  // namespace wirelab::decode
