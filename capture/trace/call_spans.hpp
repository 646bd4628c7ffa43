#pragma once

#include "capture/recording/frame.hpp"

#include <set>
#include <vector>

namespace wirelab {

// When the calls on one socket were in progress. However many there were, whether one was at some
// time is a binary search.
class CallSpans {
 public:
  void begin(Time time) { open_.insert(time); }
  // Of one that began then.
  void end(Time begin);
  // One that is over: [begin, end).
  void add(Time begin, Time end);
  bool any_at(Time time);

 private:
  struct Span {
    Time begin = 0, end = 0;
    Time latest_end = 0;  // of all that began no later
  };
  void sort();

  std::multiset<Time> open_;  // when those began that have not returned
  std::vector<Span> over_;    // in the order of their begins, as far as they are sorted
  bool sorted_ = true;
};

}  // namespace wirelab
