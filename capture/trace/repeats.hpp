#pragma once

#include "capture/trace/column.hpp"
#include "capture/trace/frame_log.hpp"
#include "capture/trace/sent_bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace wirelab {

// Which frames carried before what a frame repeats. Found out when somebody asks, and then of all
// frames up to that one: each is looked at once, in the order of the recording, so that the cost of
// an answer depends neither on how far back the first transmission lies nor on what lies between.
class Repeats {
 public:
  // Of the first byte of this frame; nothing where it is new, or where too much was sent since.
  std::optional<SentBytes::Carriers> of(const FrameLog& frames, std::size_t index);

 private:
  struct Repeat {
    std::uint32_t frame = 0;
    SentBytes::Carriers before;
  };
  void look_at(const FrameLog& frames, std::size_t index);

  std::size_t seen_ = 0;  // frames
  std::vector<std::array<SentBytes, 2>> streams_;
  Column<Repeat> repeats_;  // in the order of their frames
};

}  // namespace wirelab
