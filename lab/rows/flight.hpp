#pragma once

#include "lab/rows/moment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// The way of one frame (or of its copy) over the wire, as far as it is known at the playhead. The
// hand stands in the middle of the cable: what it does to a frame is seen when the frame has come
// that far. The ladder's arrow and the capsule on the wire are the same flight.
struct Flight {
  enum class End { travelling, arrived, held, lost };
  struct Point {
    double progress;  // 0 at the sender, 0.5 in the hand, 1 at the receiver
    Time teaching;
  };
  std::vector<Point> path;  // ends at the playhead if it is still under way
  Point ghost{1, 0};        // where it would arrive if nothing more happened
  End end = End::travelling;
  Time since = 0;  // trace time: when it arrived, was taken, was lost; else when it was sent
  int copy = 1;
  bool resumed = false;  // delayed or released: it stood in the hand
  bool duplicated = false, changed = false;
  std::optional<Fate>
      cause;  // the fate that made it what it is: dropped, held, delayed, corrupted, duplicated
  Time stood = 0;  // how long it stood in the hand (trace time), up to the playhead
};

// One flight, or two where a copy was made. Nothing when the frame was sent after the playhead. Of
// a frame for many the one to this receiver; where none is named or it got nothing, to the last.
std::vector<Flight> flights(const View& view, const Moment& moment, const FrameRow& frame,
                            const std::string& receiver = {});

// "dropped by you", "held by you", "+200 ms", "copied by you"; empty when nothing befell it.
std::string fate_text(const View& view, const Flight& flight);

}  // namespace wirelab::lab
