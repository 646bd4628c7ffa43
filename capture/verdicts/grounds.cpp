#include "capture/verdicts/grounds.hpp"

#include "capture/tcp/sequence.hpp"

namespace wirelab::verdicts {

void Witness::compare(Grounds& grounds, std::uint32_t expected, const Mark& mark, Time time) {
  grounds.expected = expected;
  grounds.frame = mark.frame;
  // Unsigned: times may be anything.
  if (mark.frame != 0) grounds.since = between(mark.time, time);
}

Grounds Witness::grounds(Verdict verdict, int sender, const tcp::Segment& segment, Time time,
                         Mark first) const {
  const Way& way = ways_[sender];
  const Way& peer = ways_[1 - sender];
  Grounds found;
  found.verdict = verdict;
  found.begin = segment.sequence;
  found.end = segment.end();
  switch (verdict) {
    case Verdict::retransmission: compare(found, way.next, first, time); break;
    case Verdict::fast_retransmission:
      compare(found, peer.ack, peer.last, time);
      found.count = peer.repeats;
      break;
    case Verdict::spurious_retransmission: compare(found, peer.ack, peer.acked, time); break;
    case Verdict::lost_segment:
      compare(found, way.next, way.reached, time);
      found.count = segment.sequence - way.next;
      break;
    case Verdict::out_of_order:
    case Verdict::keep_alive: compare(found, way.next, way.reached, time); break;
    case Verdict::duplicate_ack:
    case Verdict::window_update:
      compare(found, segment.acknowledgment, way.acked, time);
      found.of_peer = true;
      found.count = verdict == Verdict::duplicate_ack ? way.repeats + 1 : segment.window;
      found.before = way.window;
      break;
    case Verdict::ack_lost_segment:
      compare(found, peer.next, peer.reached, time);
      found.end = segment.acknowledgment;
      found.of_peer = true;
      break;
    case Verdict::zero_window_probe: compare(found, way.next, peer.window_closed, time); break;
    case Verdict::window_full: compare(found, peer.ack, peer.last, time); break;
    case Verdict::zero_window_probe_ack:
    case Verdict::keep_alive_ack: compare(found, peer.next, peer.last, time); break;
    case Verdict::zero_window:
    case Verdict::reused_ports: break;
  }
  return found;
}

void Witness::remember(Way& way, const tcp::Segment& segment, Verdicts verdicts, Mark mark) {
  const bool probe = verdicts.has(Verdict::zero_window_probe);
  if (segment.span() > 0 && !probe) {
    if (!way.has_data || tcp::after(segment.end(), way.next)) {
      way.next = segment.end();
      way.reached = mark;
    }
    way.has_data = true;
  }
  if (segment.window > 0)
    way.window_closed = {};
  else if (way.window_closed.frame == 0)
    way.window_closed = mark;
  way.window = segment.window;
  way.last = mark;
  if (!segment.has(tcp::ack)) return;
  if (!way.has_ack || way.ack != segment.acknowledgment) {
    way.acked = mark;
    way.repeats = 0;
  } else if (verdicts.has(Verdict::duplicate_ack)) {
    ++way.repeats;
  }
  way.has_ack = true;
  way.ack = segment.acknowledgment;
}

std::vector<Grounds> Witness::see(int sender, const tcp::Segment& segment, Verdicts verdicts,
                                  Mark frame, Mark first) {
  std::vector<Grounds> all;
  // What is more special says it better than plain "retransmission".
  const bool special =
      verdicts.has(Verdict::fast_retransmission) || verdicts.has(Verdict::spurious_retransmission);
  for (int i = 0; i < verdict_count; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    if (!verdicts.has(verdict) || (special && verdict == Verdict::retransmission)) continue;
    all.push_back(grounds(verdict, sender, segment, frame.time, first));
  }
  remember(ways_[sender], segment, verdicts, frame);
  return all;
}

}  // namespace wirelab::verdicts
