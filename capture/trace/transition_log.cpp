#include "capture/trace/transition_log.hpp"

#include <algorithm>

namespace wirelab {

void TransitionLog::add(std::span<const tcp::Change> changes, std::uint64_t frame, Time time) {
  if (!transitions_.empty()) time = std::max(time, transitions_.back().time);
  for (const tcp::Change& change : changes)
    transitions_.push_back({change.from, change.to, change.reason, frame, time});
}

const Transition* TransitionLog::last_before(Time time) const {
  const auto after = std::ranges::upper_bound(transitions_, time, {}, &Transition::time);
  return after == transitions_.begin() ? nullptr : &*(after - 1);
}

const Transition* TransitionLog::first_after(Time time) const {
  const auto after = std::ranges::upper_bound(transitions_, time, {}, &Transition::time);
  return after == transitions_.end() ? nullptr : &*after;
}

tcp::State TransitionLog::state_at(Time time) const {
  const Transition* last = last_before(time);
  return last ? last->to : tcp::State::unknown;
}

}  // namespace wirelab
