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
// And so do differences.
constexpr Time between(Time from, Time to) {
  Time duration = 0;
  if (!__builtin_sub_overflow(to, from, &duration)) return duration;
  return to < from ? std::numeric_limits<Time>::min() : std::numeric_limits<Time>::max();
}

}  // namespace wirelab
