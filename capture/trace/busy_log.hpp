#pragma once

#include "capture/recording/frame.hpp"

#include <vector>

namespace wirelab {

// When a connection had frames in flight or held. Only the moments are kept at which it became busy
// or quiet.
class BusyLog {
 public:
  void depart(Time time);
  void arrive(Time time);
  bool busy_at(Time time) const;

 private:
  void turn(Time time);
  std::vector<Time> turns_;  // busy, quiet, busy, ...: busy between the even and the odd ones
  std::size_t in_flight_ = 0;
};

}  // namespace wirelab
