#include "capture/verdicts/judge.hpp"

#include "capture/tcp/sequence.hpp"

namespace wirelab::verdicts {

namespace {

// In place of the count of duplicate ACKs: the peer has acknowledged what was not seen. Being
// large, it lets a resend pass for a fast one.
constexpr std::uint32_t marked = ~0u;

bool is_syn_ack(const tcp::Segment& segment) {
  return segment.has(tcp::syn) && segment.has(tcp::ack);
}

// Where relative numbers begin: the SYN is 0, so the first byte is 1; without a SYN, the first byte
// seen is 1.
void find_bases(Direction& forward, Direction& reverse, const tcp::Segment& segment,
                Verdicts& verdicts) {
  if (is_syn_ack(segment) && forward.base_known && forward.base != segment.sequence) {
    verdicts.add(Verdict::reused_ports);
    forward.base = segment.sequence;
  }
  if (!forward.base_known) {
    forward.base = segment.has(tcp::syn) ? segment.sequence : segment.sequence - 1;
    forward.base_known = true;
  }
  if (!reverse.base_known && segment.has(tcp::ack)) {
    reverse.base = segment.acknowledgment - 1;
    reverse.base_known = true;
  }
}

void find_scale(Direction& forward, Direction& reverse, const tcp::Segment& segment) {
  // A SYN-ACK may not have the option where the SYN had none (RFC 7323 section 2.2); if it does, it
  // counts for nothing.
  if (!segment.has(tcp::syn) || (segment.window_shift == 255 && segment.options_cut)) return;
  if (segment.has(tcp::ack) && !segment.options_cut && reverse.scale == Direction::scale_unused) {
    forward.scale = Direction::scale_unused;
    return;
  }
  if (segment.window_shift != 255) {
    forward.scale = static_cast<std::int8_t>(segment.window_shift > 14 ? 14 : segment.window_shift);
  } else if (forward.scale == Direction::scale_unknown) {
    forward.scale = reverse.scale = Direction::scale_unused;
  }
}

void measure_round_trip(History& history, const tcp::Segment& segment, Time time) {
  if (segment.has(tcp::syn) && !segment.has(tcp::ack)) {
    history.syn_time = time;
  } else if (history.syn_time != History::never && history.initial_rtt == 0 &&
             segment.has(tcp::ack) && !segment.has(tcp::syn)) {
    // Unsigned: times may be anything.
    history.initial_rtt = static_cast<Time>(static_cast<std::uint64_t>(time) -
                                            static_cast<std::uint64_t>(history.syn_time));
  }
}

// A SYN that comes again takes the stream back to before its first hole.
void rewind(Direction& forward, const tcp::Segment& segment) {
  if (segment.has(tcp::syn) && !segment.has(tcp::ack) && forward.gap_free_end != 0)
    forward.next = forward.gap_free_end;
}

// The verdicts on windows and probes; a probe and the answers to probes end the round.
void look_at_window(const Subject& subject, Direction& forward, Judgment& judgment) {
  Verdicts& verdicts = judgment.verdicts;
  if (is_zero_window_probe(subject)) return verdicts.add(Verdict::zero_window_probe);
  if (is_zero_window(subject)) verdicts.add(Verdict::zero_window);
  if (is_lost_segment(subject)) verdicts.add(Verdict::lost_segment);
  if (is_keep_alive(subject)) verdicts.add(Verdict::keep_alive);
  if (is_window_update(subject)) verdicts.add(Verdict::window_update);
  if (is_window_full(subject)) verdicts.add(Verdict::window_full);
  if (is_keep_alive_ack(subject)) return verdicts.add(Verdict::keep_alive_ack);
  if (is_zero_window_probe_ack(subject)) return verdicts.add(Verdict::zero_window_probe_ack);
  if (is_duplicate_ack(subject)) {
    verdicts.add(Verdict::duplicate_ack);
    forward.duplicate_acks = forward.duplicate_acks == marked ? 1 : forward.duplicate_acks + 1;
    judgment.evidence.duplicate_number = forward.duplicate_acks;
    judgment.evidence.duplicate_of = forward.last_new_ack;
  }
}

void look_at_acknowledgment(const Subject& subject, Direction& forward, Direction& reverse,
                            Verdicts& verdicts) {
  if (subject.segment.acknowledgment != forward.last_ack) {
    forward.last_new_ack = subject.number;
    forward.duplicate_acks = 0;
  }
  if (!is_ack_of_unseen(subject)) return;
  if (tcp::before(reverse.gap_free_end, reverse.next)) {
    reverse.gap_free_end = reverse.next;
    verdicts.add(Verdict::ack_lost_segment);
  } else {
    if (reverse.duplicate_acks == 0) verdicts.add(Verdict::ack_lost_segment);
    reverse.duplicate_acks = marked;
  }
}

void look_for_repetition(const Subject& subject, Judgment& judgment) {
  const auto found = repetition(subject, judgment.verdicts.has(Verdict::keep_alive));
  if (!found) return;
  judgment.verdicts.add(found->verdict);
  if (found->verdict != Verdict::out_of_order) judgment.verdicts.add(Verdict::retransmission);
  judgment.evidence.since = found->since;
  judgment.evidence.threshold = found->threshold;
}

// A probe's byte does not count as sent: the peer had no room for it.
void remember_data(Direction& forward, const Subject& subject, bool is_probe) {
  const std::uint32_t end =
      subject.end() + ((subject.segment.flags & (tcp::syn | tcp::fin)) != 0 ? 1u : 0u);
  if ((forward.next == 0 || tcp::after(end, forward.next)) && !is_probe) {
    forward.next = end;
    forward.next_time = subject.time;
  }
  if ((forward.gap_free_end == 0 || subject.segment.sequence == forward.gap_free_end) && !is_probe)
    forward.gap_free_end = forward.next;
}

void remember_frame(Direction& forward, const Subject& subject, Verdicts verdicts) {
  forward.window = subject.segment.window;
  forward.last_ack = subject.segment.acknowledgment;
  forward.last_time = subject.time;
  forward.last = verdicts;
  if (subject.segment.has(tcp::syn))
    forward.first_ack_pending = true;
  else if (subject.segment.has(tcp::ack))
    forward.first_ack_pending = false;
}

bool fills_window(const Direction& reverse, const tcp::Segment& segment) {
  const bool scaled = !reverse.first_ack_pending && reverse.scale > 0;
  return reverse.scale != Direction::scale_unknown &&
         segment.sequence + segment.length ==
             reverse.last_ack + (reverse.window << (scaled ? reverse.scale : 0));
}

// Most segments: the next data, or an ACK of more, where all is known and nothing is missing. No
// rule has anything to say of them.
bool carries_on(const History& history, const Direction& forward, const Direction& reverse,
                const tcp::Segment& segment) {
  constexpr unsigned special = tcp::syn | tcp::fin | tcp::rst;
  if ((segment.flags & (special | tcp::ack)) != tcp::ack || segment.window == 0 ||
      segment.sequence != forward.next || forward.next == 0 || !forward.base_known ||
      !reverse.base_known || (history.syn_time != History::never && history.initial_rtt == 0) ||
      (reverse.gap_free_end != 0 && tcp::after(segment.acknowledgment, reverse.gap_free_end)))
    return false;
  if (segment.length == 0) return segment.acknowledgment != forward.last_ack;
  const bool probes = segment.length == 1 && reverse.window == 0;
  const bool is_spurious = reverse.last_ack != 0 && tcp::not_after(segment.end(), reverse.last_ack);
  return !probes && !is_spurious && !fills_window(reverse, segment);
}

void remember_next(Direction& forward, const tcp::Segment& segment, std::uint32_t number,
                   Time time) {
  const std::uint32_t end = segment.sequence + segment.length;  // without SYN and FIN
  if (segment.acknowledgment != forward.last_ack) {
    forward.last_new_ack = number;
    forward.duplicate_acks = 0;
  }
  if (tcp::after(end, forward.next)) {
    forward.next = end;
    forward.next_time = time;
  }
  if (forward.gap_free_end == 0 || segment.sequence == forward.gap_free_end)
    forward.gap_free_end = forward.next;
  forward.window = segment.window;
  forward.last_ack = segment.acknowledgment;
  forward.last_time = time;
  forward.last = {};
  forward.first_ack_pending = false;
}

}  // namespace

bool starts_anew(const Direction& sender, const tcp::Segment& segment) {
  return segment.has(tcp::syn) && !segment.has(tcp::ack) && sender.base_known &&
         sender.base != segment.sequence;
}

bool carry_on(History& history, int sender, const tcp::Segment& segment, std::uint32_t number,
              Time time) {
  Direction& forward = history.directions[sender];
  if (!carries_on(history, forward, history.directions[1 - sender], segment)) return false;
  remember_next(forward, segment, number, time);
  return true;
}

Judgment judge(History& history, int sender, const tcp::Segment& segment, std::uint32_t number,
               Time time, bool reopens) {
  Direction& forward = history.directions[sender];
  Direction& reverse = history.directions[1 - sender];
  Judgment judgment;
  if (reopens) judgment.verdicts.add(Verdict::reused_ports);
  find_bases(forward, reverse, segment, judgment.verdicts);
  find_scale(forward, reverse, segment);
  rewind(forward, segment);

  const Subject subject{segment, number, time, forward, reverse, history.initial_rtt};
  look_at_window(subject, forward, judgment);
  look_at_acknowledgment(subject, forward, reverse, judgment.verdicts);
  look_for_repetition(subject, judgment);
  measure_round_trip(history, segment, time);
  remember_data(forward, subject, judgment.verdicts.has(Verdict::zero_window_probe));
  remember_frame(forward, subject, judgment.verdicts);
  return judgment;
}

}  // namespace wirelab::verdicts
