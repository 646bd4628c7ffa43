#pragma once

#include <cstdint>

namespace wirelab::tcp {

// Control bits of the TCP header, RFC 9293 section 3.1, as they stand in its thirteenth and
// fourteenth octets.
enum Flag : std::uint16_t {
  fin = 0x001,
  syn = 0x002,
  rst = 0x004,
  psh = 0x008,
  ack = 0x010,
  urg = 0x020,
  ece = 0x040,
  cwr = 0x080
};

// What the machine needs of one segment. All numbers in host order; sequence numbers as on the
// wire.
struct Segment {
  std::uint32_t sequence = 0;
  std::uint32_t acknowledgment = 0;  // meaningful with Flag::ack
  std::uint16_t flags = 0;
  std::uint16_t window = 0;         // the raw field, unscaled
  std::uint32_t length = 0;         // payload bytes
  std::uint8_t window_shift = 255;  // window scale option of a SYN (RFC 7323), 255: none
  bool options_cut = false;         // by the capture: what is missing may have been among them

  bool has(Flag flag) const { return (flags & flag) != 0; }
  // Sequence numbers used: payload, and one each for SYN and FIN.
  std::uint32_t span() const { return length + (has(syn) ? 1u : 0u) + (has(fin) ? 1u : 0u); }
  std::uint32_t end() const { return sequence + span(); }
  bool operator==(const Segment&) const = default;
};

}  // namespace wirelab::tcp
