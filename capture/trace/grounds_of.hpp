#pragma once

#include "capture/trace/column.hpp"
#include "capture/trace/trace.hpp"
#include "capture/verdicts/grounds.hpp"

namespace wirelab {

// Follows a whole recording in the order of its frames. Every connection is remembered in as little
// as a Witness takes, so that no frame makes it read the recording again.
class Witnesses {
 public:
  // The grounds of a frame's verdicts. Every frame must be shown to it, in order.
  std::vector<verdicts::Grounds> see(const Trace& trace, const FrameRow& row);

 private:
  Column<verdicts::Witness> witnesses_;  // index: stream
};

// Of one frame, on request: looks through the frames of its connection that came before, as far as
// a person remembers (some ten thousand frames of the recording).
std::vector<verdicts::Grounds> grounds_of(const Trace& trace, std::size_t frame_index);

// A sequence number of the grounds, relative as the row's numbers are.
std::uint32_t relative_to(const FrameRow& row, const verdicts::Grounds& grounds,
                          std::uint32_t number);

}  // namespace wirelab
