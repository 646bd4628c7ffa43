#pragma once

#include "capture/recording/frame.hpp"

#include <limits>

namespace wirelab {

// Times come from files and may be anything, so sums stop at the ends of the range.
constexpr Time later_by(Time time, Time duration) {
  if (duration > 0 && time > std::numeric_limits<Time>::max() - duration)
    return std::numeric_limits<Time>::max();
  if (duration < 0 && time < std::numeric_limits<Time>::min() - duration)
    return std::numeric_limits<Time>::min();
  return time + duration;
}

}  // namespace wirelab
