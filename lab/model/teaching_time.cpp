#include "lab/model/teaching_time.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

// Where `at` stands between two known points, in whole nanoseconds. 128 bits: a gap of hours times
// a pitch overflows 64.
Time image_of(Time at, Time from, Time to, Time image_from, Time image_to) {
  if (to == from) return image_from;
  __extension__ using Wide = __int128;
  const Wide share = Wide{between(from, at)} * between(image_from, image_to);
  return later_by(image_from, static_cast<Time>(share / between(from, to)));
}

// While nothing happens the clock runs on: as it is as far as the longest gap, then slowly, so that
// what is waited for stays in sight. (The next event makes a break of it.)
constexpr Time slow = 32;

}  // namespace

Time TeachingTime::waited(Time past) const {
  const Time most = measure_.longest_gap;
  return past <= most ? past : most + (past - most) / slow;
}

void TeachingTime::append(Time event) {
  if (knots_.empty()) {
    knots_.push_back({event, 0});
    return;
  }
  const Knot last = knots_.back();
  const Time gap = between(last.trace, event);
  if (gap <= 0) return;
  if (gap > measure_.longest_gap) {
    const Time after = later_by(last.teaching, measure_.break_length);
    breaks_.push_back({last.trace, event, last.teaching, after});
    knots_.push_back({event, after});
  } else {
    knots_.push_back({event, later_by(last.teaching, std::max(gap, measure_.pitch))});
  }
}

void TeachingTime::append_folded(Time event, Time length) {
  if (knots_.empty() || event <= knots_.back().trace) return append(event);
  knots_.push_back({event, later_by(knots_.back().teaching, std::max(length, measure_.pitch))});
}

Time TeachingTime::to_teaching(Time trace) const {
  if (knots_.empty()) return 0;
  if (trace <= knots_.front().trace) return between(knots_.front().trace, trace);
  const auto after = std::lower_bound(knots_.begin(), knots_.end(), trace,
                                      [](const Knot& k, Time t) { return k.trace < t; });
  if (after == knots_.end())
    return later_by(knots_.back().teaching, waited(between(knots_.back().trace, trace)));
  const Knot& before = *(after - 1);
  return image_of(trace, before.trace, after->trace, before.teaching, after->teaching);
}

Time TeachingTime::to_trace(Time teaching) const {
  if (knots_.empty()) return 0;
  if (teaching <= 0) return later_by(knots_.front().trace, teaching);
  const auto after = std::lower_bound(knots_.begin(), knots_.end(), teaching,
                                      [](const Knot& k, Time t) { return k.teaching < t; });
  if (after == knots_.end()) {
    const Time past = between(knots_.back().teaching, teaching), most = measure_.longest_gap;
    return later_by(knots_.back().trace,
                    past <= most ? past : later_by(most, multiple(past - most, slow)));
  }
  const Knot& before = *(after - 1);
  return image_of(teaching, before.teaching, after->teaching, before.trace, after->trace);
}

Time TeachingTime::length() const { return knots_.empty() ? 0 : knots_.back().teaching; }
Time TeachingTime::origin() const { return knots_.empty() ? 0 : knots_.front().trace; }

}  // namespace wirelab::lab
