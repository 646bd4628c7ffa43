#include "capture/verdicts/rules.hpp"

namespace wirelab::verdicts {

bool is_zero_window_probe(const Subject& subject) {
  return subject.length() == 1 && subject.segment.sequence == subject.forward.next &&
         subject.reverse.window == 0;
}

bool is_zero_window_probe_ack(const Subject& subject) {
  return subject.repeats_last_ack() && subject.segment.window == 0 && subject.forward.window == 0 &&
         subject.reverse.last.has(Verdict::zero_window_probe);
}

// Linux's zero-window probes carry no byte and fall under this rule too.
bool is_keep_alive(const Subject& subject) {
  return subject.length() <= 1 && !subject.opens_closes_or_resets() &&
         subject.segment.sequence == subject.forward.next - 1;
}

bool is_keep_alive_ack(const Subject& subject) {
  return subject.repeats_last_ack() && subject.segment.window != 0 &&
         subject.segment.window == subject.forward.window &&
         subject.reverse.last.has(Verdict::keep_alive);
}

}  // namespace wirelab::verdicts
