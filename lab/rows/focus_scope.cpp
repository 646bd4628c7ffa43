#include "lab/rows/scope.hpp"

namespace wirelab::lab {

Moment FocusScope::moment(const View& view) const {
  Moment moment;
  moment.now = view.playhead.time;
  if (view.trace.scenes().empty()) return moment;
  moment.scene = &view.trace.scenes().front();
  moment.seen = {0, view.trace.frame_count()};
  moment.zero = view.trace.begin();
  moment.focus = focus_.stream();
  return moment;
}

std::optional<FrameRow> FocusScope::last_frame(const View& view, const Moment& moment) const {
  const std::size_t sent = focus_.position_at(view.trace, moment.now);
  if (sent == 0) return std::nullopt;
  return view.trace.frame(focus_.frames()[sent - 1]);
}

tcp::State FocusScope::state_at(const View&, const Moment&, Side side, Time time) const {
  return focus_.state_at(side, time);
}

std::optional<Transition> FocusScope::last_transition(const View&, const Moment&, Side side,
                                                      Time time) const {
  const Transition* last = focus_.last_transition(side, time);
  return last ? std::optional(*last) : std::nullopt;
}

std::vector<Transition> FocusScope::transitions(const View&, const Moment&, Side side) const {
  const auto all = focus_.transitions(side);
  return {all.begin(), all.end()};
}

}  // namespace wirelab::lab
