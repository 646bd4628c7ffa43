#include "capture/verdicts/rules.hpp"

namespace wirelab::verdicts {

bool is_zero_window(const Subject& subject) {
  return subject.segment.window == 0 && !subject.opens_closes_or_resets();
}

bool is_window_update(const Subject& subject) {
  return subject.repeats_last_ack() && subject.segment.window != 0 &&
         subject.segment.window != subject.forward.window;
}

bool is_window_full(const Subject& subject) {
  const Direction& peer = subject.reverse;
  if (subject.length() == 0 || subject.opens_closes_or_resets() ||
      peer.scale == Direction::scale_unknown)
    return false;
  const bool scaled = !peer.first_ack_pending && peer.scale > 0;
  return subject.end() == peer.last_ack + (peer.window << (scaled ? peer.scale : 0));
}

}  // namespace wirelab::verdicts
