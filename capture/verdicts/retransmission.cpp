#include "capture/tcp/sequence.hpp"
#include "capture/verdicts/rules.hpp"

namespace wirelab::verdicts {

namespace {

constexpr std::uint64_t fast_threshold = 20'000'000;       // ns
constexpr std::uint64_t reordering_threshold = 3'000'000;  // ns, where the handshake was not seen

// A clock that was set back makes this very large, so that neither threshold holds (as in tshark).
std::uint64_t elapsed(Time from, Time to) {
  return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

bool does_not_advance(const Subject& subject) {
  const Direction& forward = subject.forward;
  if (forward.next == 0 || !tcp::before(subject.segment.sequence, forward.next)) return false;
  // Data that begin with the byte of a probe that the peer threw away.
  const bool after_probe = subject.length() > 1 && subject.segment.sequence == forward.next - 1;
  return !after_probe;
}

}  // namespace

std::optional<Repetition> repetition(const Subject& subject, bool is_keep_alive) {
  const tcp::Segment& segment = subject.segment;
  const Direction& peer = subject.reverse;
  if (segment.span() == 0 || is_keep_alive) return std::nullopt;
  if (subject.length() > 0 && peer.last_ack != 0 && tcp::not_after(subject.end(), peer.last_ack))
    return Repetition{Verdict::spurious_retransmission};
  if (!does_not_advance(subject)) return std::nullopt;

  const std::uint64_t since_peer = elapsed(peer.last_time, subject.time);
  if (peer.duplicate_acks >= 2 && segment.sequence == peer.last_ack && since_peer < fast_threshold)
    return Repetition{Verdict::fast_retransmission, static_cast<Time>(since_peer), fast_threshold};

  const std::uint64_t since_newest = elapsed(subject.forward.next_time, subject.time);
  const std::uint64_t threshold = subject.initial_rtt != 0
                                      ? static_cast<std::uint64_t>(subject.initial_rtt)
                                      : reordering_threshold;
  const std::uint32_t end =
      subject.end() + ((segment.flags & (tcp::syn | tcp::fin)) != 0 ? 1u : 0u);
  if (since_newest < threshold && end != subject.forward.next)
    return Repetition{Verdict::out_of_order, static_cast<Time>(since_newest),
                      static_cast<Time>(threshold)};
  return Repetition{Verdict::retransmission};
}

}  // namespace wirelab::verdicts
