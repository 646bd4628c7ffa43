#include "capture/findings/finding.hpp"

#include "capture/recording/time.hpp"

#include <algorithm>
#include <array>

namespace wirelab::findings {

namespace {

constexpr std::array<std::string_view, finding_kinds> ids{
    "lost_tail",  "no_answer",       "refused",        "half_open",   "reset",       "zero_window",
    "incomplete", "retransmissions", "slow_handshake", "half_closed", "capture_gaps"};

// Below these a person need not look.
constexpr Time first_timeout = 1'000'000'000;  // RFC 6298
constexpr Time slow_handshake = 300'000'000;
constexpr Time long_half_close = 1'000'000'000;
constexpr Time long_stall = 10'000'000;
constexpr double high_share = 0.01;
constexpr std::uint64_t few_retransmissions = 3;

using Found = std::vector<Finding>;

Finding about(const ConnectionSummary& summary, FindingKind kind, Side who,
              const std::vector<Mark>& marks) {
  Finding finding;
  finding.kind = kind;
  finding.stream = summary.stream;
  finding.who = who;
  for (const Mark& mark : marks)
    if (mark && (finding.frames.empty() || finding.frames.back() != mark.frame))
      finding.frames.push_back(mark.frame);
  return finding;
}

void look_at_opening(const ConnectionSummary& s, Found& found) {
  const Side opener = Side::opener;
  if (s.opening == Opening::no_answer) {
    // One SYN just before the capture ended may well have been answered after it.
    const Time watched = between(s.first_syn.time, s.watched_until);
    if (s.syns == 1 && watched < first_timeout) return;
    Finding& one =
        found.emplace_back(about(s, FindingKind::no_answer, opener, {s.first_syn, s.last_syn}));
    one.count = s.syns;
    one.time = watched;
  } else if (s.opening == Opening::refused) {
    Finding& one =
        found.emplace_back(about(s, FindingKind::refused, Side::acceptor, {s.last_syn, s.reset}));
    one.time = between(s.last_syn.time, s.reset.time);
  } else if (s.opening == Opening::incomplete) {
    found.push_back(about(s, FindingKind::incomplete, opener, {s.first_syn, s.answer}));
  }
  if (s.old_connection)
    found.push_back(about(s, FindingKind::half_open, Side::acceptor, {s.old_connection}));
  const Time waited = s.answer && s.first_syn ? between(s.first_syn.time, s.answer.time) : 0;
  if (waited < slow_handshake) return;
  Finding& one =
      found.emplace_back(about(s, FindingKind::slow_handshake, opener, {s.first_syn, s.answer}));
  one.time = waited;
  one.count = s.syns;
}

void look_at_ending(const ConnectionSummary& s, Found& found) {
  if (s.ending == Ending::reset)
    found.push_back(about(s, FindingKind::reset, s.reset_by, {s.reset}));
  if (s.tail_repeats > 0) {
    Finding& one = found.emplace_back(
        about(s, FindingKind::lost_tail, s.tail_sender, {s.tail_first, s.tail_last}));
    one.count = s.tail_repeats;
    one.time = between(s.tail_first.time, s.tail_last.time);
  }
  if (!s.closed_first || !s.side(*s.closed_first).fin) return;
  const Mark fin = s.side(*s.closed_first).fin;
  const Mark answer = s.side(other(*s.closed_first)).fin;
  const Mark end = answer ? answer : s.last;
  const Time waited = between(fin.time, end.time);
  if (waited < long_half_close) return;
  Finding& one =
      found.emplace_back(about(s, FindingKind::half_closed, other(*s.closed_first), {fin, answer}));
  one.time = waited;
}

void look_at_stalls(const ConnectionSummary& s, Found& found) {
  const Stall& stall = s.longest_stall;
  if (!stall.begin || s.stalled < long_stall) return;
  Finding& one = found.emplace_back(
      about(s, FindingKind::zero_window, stall.receiver, {stall.begin, stall.end}));
  one.time = s.stalled;
}

void look_at_loss(const ConnectionSummary& s, Found& found) {
  for (const Side side : {Side::opener, Side::acceptor}) {
    const WaySummary& way = s.side(side);
    const double share = way.data_segments == 0 ? 0
                                                : static_cast<double>(way.retransmissions) /
                                                      static_cast<double>(way.data_segments);
    if (way.retransmissions >= few_retransmissions && share >= high_share) {
      Finding& one = found.emplace_back(
          about(s, FindingKind::retransmissions, side, {way.first_retransmission}));
      one.count = way.retransmissions;
      one.share = std::min(share, 1.0);
    }
    if (way.gaps > 0)
      found.emplace_back(about(s, FindingKind::capture_gaps, side, {way.first_gap})).count =
          way.gaps;
  }
}

bool is_worse(const Finding& a, const Finding& b) {
  if (a.kind != b.kind) return a.kind < b.kind;
  if (a.share != b.share) return a.share > b.share;
  if (a.time != b.time) return a.time > b.time;
  return a.count > b.count;
}

}  // namespace

std::string_view id(FindingKind kind) { return ids[static_cast<std::size_t>(kind)]; }

std::vector<Finding> findings_of(const ConnectionSummary& summary) {
  Found found;
  look_at_opening(summary, found);
  look_at_ending(summary, found);
  look_at_stalls(summary, found);
  look_at_loss(summary, found);
  return found;
}

std::vector<Finding> rank(const std::vector<ConnectionSummary>& summaries) {
  Found all;
  for (const ConnectionSummary& summary : summaries) {
    const Found found = findings_of(summary);
    all.insert(all.end(), found.begin(), found.end());
  }
  std::stable_sort(all.begin(), all.end(), is_worse);
  return all;
}

}  // namespace wirelab::findings
