#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/trace/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace wirelab::lab {

// The bytes of frames that are still to be printed. Of a foreign capture those of the last frame,
// borrowed from the reader; of a run they are kept until a later frame is asked for, since its
// frames wait for their fates.
class FrameBytes {
 public:
  // `of_runs`: false where nobody will ask for those of a run.
  explicit FrameBytes(bool of_runs) : of_runs_(of_runs) {}

  // An item that the Trace has just got.
  void add(const Trace& trace, const Item& item);
  // Frames are asked for in their order, each as often as one likes.
  Bytes of(const FrameRow& row);

 private:
  bool of_runs_;
  Bytes last_;
  std::size_t first_ = 0;  // index of the first that waits; with none, of the last frame
  std::deque<std::vector<std::uint8_t>> waiting_;
};

}  // namespace wirelab::lab
