#pragma once

#include "capture/recording/frame.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace wirelab::lab {

// A pure, monotone map from trace time to teaching time (both ns): every event gets at least one
// pitch, long gaps are capped and marked as a break. Append-only: what was mapped stays. The
// ladder's y, the tempo and the transport bar all use it.
class TeachingTime {
 public:
  // gap longer than `longest_gap` is drawn as one break of `break_length`.
  struct Measure {
    Time pitch = 4'000'000;  // least teaching distance of two distinct events
    Time longest_gap = 120'000'000;
    Time break_length = 30'000'000;
  };
  struct Break {
    Time trace_from, trace_to;        // the silent stretch
    Time teaching_from, teaching_to;  // what it shrank to
  };

  TeachingTime() = default;
  explicit TeachingTime(Measure measure) : measure_(measure) {}

  void append(
      Time event);  // trace time; events must not go back (an earlier one is taken as the latest)
  // An event up to which many others are shown as one: what lies between takes this much.
  void append_folded(Time event, Time length);
  Time to_teaching(Time trace) const;  // linear between events; past the last event: identity
                                       // slope, after `longest_gap` 1/32 of it
  Time to_trace(Time teaching) const;
  Time length() const;  // teaching time of the last event
  Time origin() const;  // trace time of the first event
  bool empty() const { return knots_.empty(); }
  std::span<const Break> breaks() const { return breaks_; }

 private:
  Time waited(Time past) const;
  struct Knot {
    Time trace, teaching;
  };
  Measure measure_;
  std::vector<Knot> knots_;
  std::vector<Break> breaks_;
};

}  // namespace wirelab::lab
