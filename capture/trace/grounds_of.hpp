#pragma once

#include "capture/trace/trace.hpp"
#include "capture/verdicts/grounds.hpp"

#include <unordered_map>

namespace wirelab {

// Follows a whole recording in the order of its frames. Of many connections those that were silent
// for longest are forgotten; when one of them speaks again and there is something to explain, what
// it said before is read from the Trace, as grounds_of does.
class Witnesses {
 public:
  // Between `most` and twice as many connections are remembered.
  explicit Witnesses(std::size_t most = 16'384) : most_(most) {}
  // The grounds of a frame's verdicts. Every frame must be shown to it, in order.
  std::vector<verdicts::Grounds> see(const Trace& trace, const FrameRow& row);
  std::size_t size() const { return young_.size() + old_.size(); }

 private:
  using ByStream = std::unordered_map<std::uint32_t, verdicts::Witness>;
  verdicts::Witness* remembered(std::uint32_t stream);
  verdicts::Witness& add(std::uint32_t stream, verdicts::Witness witness);

  std::size_t most_;
  ByStream young_, old_;  // seen since the last clearing, and before
};

// Of one frame, on request: looks through the frames of its connection that came before, as far as
// a person remembers (some ten thousand frames of the recording).
std::vector<verdicts::Grounds> grounds_of(const Trace& trace, std::size_t frame_index);

// A sequence number of the grounds, relative as the row's numbers are.
std::uint32_t relative_to(const FrameRow& row, const verdicts::Grounds& grounds,
                          std::uint32_t number);

}  // namespace wirelab
