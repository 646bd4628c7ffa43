#pragma once

#include "capture/recording/frame.hpp"
#include "capture/tcp/segment.hpp"
#include "capture/verdicts/verdict.hpp"

#include <cstdint>
#include <limits>

namespace wirelab::verdicts {

// What the rules remember of one direction of a connection. As in tshark, a sequence number of 0
// means "none yet", also when the numbers wrap to exactly 0: one frame in four thousand million,
// and the comparison stays exact.
struct Direction {
  static constexpr std::int8_t scale_unknown = -1;  // no SYN of this connection was seen
  static constexpr std::int8_t scale_unused = -2;   // a SYN came without the option

  Time next_time = 0;      // of the frame that raised `next`
  Time last_time = 0;      // of the last frame of any kind
  std::uint32_t next = 0;  // highest end of a segment seen
  // End of the data seen without a hole: the most that may be acknowledged
  std::uint32_t gap_free_end = 0;
  std::uint32_t last_ack = 0;  // acknowledgment field of the last frame
  // Number of the frame in which the acknowledgment field last changed
  std::uint32_t last_new_ack = 0;
  // Duplicate ACKs since then. Counted unsigned, so one less than none is many.
  std::uint32_t duplicate_acks = 0;
  std::uint32_t window = ~0u;         // raw window field of the last frame
  std::uint32_t base = 0;             // relative numbers are counted from here
  Verdicts last;                      // of its last frame
  std::int8_t scale = scale_unknown;  // or the shift of its SYN, 0 to 14
  // It has not sent an ACK without SYN, or none since its last SYN: its window is that of the SYN
  bool first_ack_pending : 1 = true;
  bool base_known : 1 = false;

  bool operator==(const Direction&) const = default;
};

// Both directions, and the round trip of the handshake.
struct History {
  Direction directions[2];
  static constexpr Time never = std::numeric_limits<Time>::min();
  Time syn_time = never;  // of the latest SYN without ACK
  Time initial_rtt = 0;   // SYN to the first ACK without SYN; 0 unknown

  bool operator==(const History&) const = default;
};

// The frame to be judged, beside its sender's and the opposite direction.
struct Subject {
  const tcp::Segment& segment;
  std::uint32_t number = 0;  // of the frame
  Time time = 0;
  const Direction& forward;
  const Direction& reverse;
  Time initial_rtt = 0;

  std::uint32_t length() const { return segment.length; }
  std::uint32_t end() const { return segment.sequence + segment.length; }  // without SYN and FIN
  bool opens_closes_or_resets() const {
    return (segment.flags & (tcp::syn | tcp::fin | tcp::rst)) != 0;
  }
  // Takes up the stream exactly where it was, and acknowledges nothing new: an answer, an update or
  // a repetition.
  bool repeats_last_ack() const {
    return length() == 0 && !opens_closes_or_resets() && segment.sequence == forward.next &&
           segment.acknowledgment == forward.last_ack;
  }
};

}  // namespace wirelab::verdicts
