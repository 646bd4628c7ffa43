#pragma once

#include "lab/model/capture_view.hpp"
#include "lab/rows/hue.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

// The bar with play, steps, speeds and the scrub line, in teaching time of the scene in view.
struct TransportRows {
  struct Mark {
    Time teaching;
    Hue hue;
  };
  struct Tick {
    Time teaching;
    std::string text;  // "0.25"
  };
  bool playing = false, live = false, can_go_live = false;
  double speed = 0.2;
  std::vector<double> speeds{0.05, 0.2, 1.0};
  std::string time;  // "1.072 s"
  Time length = 0, now = 0;
  std::vector<Mark> marks;
  std::vector<Tick> ticks;
};
TransportRows transport_rows(const View& view);
// Of a capture: its connection in focus.
TransportRows focus_transport_rows(const CaptureView& view);

}  // namespace wirelab::lab
