#include "capture/trace/busy_log.hpp"

#include <algorithm>

namespace wirelab {

void BusyLog::turn(Time time) {
  turns_.push_back(turns_.empty() ? time : std::max(time, turns_.back()));
}

void BusyLog::depart(Time time) {
  if (in_flight_++ == 0) turn(time);
}

void BusyLog::arrive(Time time) {
  if (in_flight_ > 0 && --in_flight_ == 0) turn(time);
}

bool BusyLog::busy_at(Time time) const {
  const auto after = std::upper_bound(turns_.begin(), turns_.end(), time);
  return (after - turns_.begin()) % 2 == 1;
}

}  // namespace wirelab
