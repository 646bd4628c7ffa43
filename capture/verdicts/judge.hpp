#pragma once

#include "capture/verdicts/direction.hpp"
#include "capture/verdicts/rules.hpp"

#include <cstdint>
#include <optional>

namespace wirelab::verdicts {

// The numbers a verdict rests on; absent ones are 0.
struct Evidence {
  std::uint32_t duplicate_number = 0;  // this is the n-th duplicate ACK
  std::uint32_t duplicate_of = 0;      // number of the frame that sent this ACK first
  Time since = 0;                      // ns, see Repetition
  Time threshold = 0;
};

struct Judgment {
  Verdicts verdicts;
  Evidence evidence;
};

// True for a SYN that opens another connection of the same address pair: its initial number is
// another one.
bool starts_anew(const Direction& sender, const tcp::Segment& segment);

// Judges a frame by what went before it, and remembers it. `sender`: 0 or 1, the index of its
// direction. `reopens`: the history is new because starts_anew() said so.
Judgment judge(History& history, int sender, const tcp::Segment& segment, std::uint32_t number,
               Time time, bool reopens = false);

// The short way for most segments: when no rule has anything to say of this one, it is remembered
// as judge() would. False: it is not that plain, and nothing was done.
bool carry_on(History& history, int sender, const tcp::Segment& segment, std::uint32_t number,
              Time time);

// The shift that applies to the window field of a segment of this sender by now, as tshark shows it
// in one pass.
inline std::uint8_t shown_shift(const Direction& sender, const tcp::Segment& segment) {
  return segment.has(tcp::syn) || sender.scale < 0 ? 0 : static_cast<std::uint8_t>(sender.scale);
}

}  // namespace wirelab::verdicts
