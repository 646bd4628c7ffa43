#pragma once

#include "capture/tcp/machine.hpp"
#include "capture/trace/connection.hpp"

#include <span>
#include <vector>

namespace wirelab {

// The transitions of one endpoint. A capture whose clock went backwards still has them in the order
// of their frames: a transition is never older than the one before it.
class TransitionLog {
 public:
  // `frame` 0: a call or the clock did it.
  void add(std::span<const tcp::Change> changes, std::uint64_t frame, Time time);
  void forget_last() { transitions_.pop_back(); }
  std::span<const Transition> all() const { return transitions_; }
  // At this time, inclusive; unknown before the first transition.
  tcp::State state_at(Time time) const;
  // The time since when it is in the state of state_at(); nullptr before the first transition.
  const Transition* last_before(Time time) const;
  // Until when: nullptr after the last one.
  const Transition* first_after(Time time) const;

 private:
  std::vector<Transition> transitions_;
};

}  // namespace wirelab
