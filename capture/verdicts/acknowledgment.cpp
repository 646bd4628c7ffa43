#include "capture/tcp/sequence.hpp"
#include "capture/verdicts/rules.hpp"

namespace wirelab::verdicts {

bool is_lost_segment(const Subject& subject) {
  return subject.forward.next != 0 && tcp::after(subject.segment.sequence, subject.forward.next) &&
         !subject.segment.has(tcp::rst);
}

bool is_duplicate_ack(const Subject& subject) {
  return subject.repeats_last_ack() && subject.segment.window != 0 &&
         subject.segment.window == subject.forward.window;
}

// It acknowledges what was never seen here. Once a hole: the judge moves the peer's end past it.
bool is_ack_of_unseen(const Subject& subject) {
  return subject.segment.has(tcp::ack) && subject.reverse.gap_free_end != 0 &&
         tcp::after(subject.segment.acknowledgment, subject.reverse.gap_free_end);
}

}  // namespace wirelab::verdicts
