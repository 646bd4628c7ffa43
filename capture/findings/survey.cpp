#include "capture/findings/survey.hpp"

#include "capture/recording/time.hpp"
#include "capture/tcp/sequence.hpp"

#include <algorithm>

namespace wirelab::findings {

namespace {

// One repetition at the end may only mean that the capture ended too.
constexpr std::uint64_t least_repeats = 2;

Mark mark(const TcpRow& row) { return {row.number, row.sent}; }
int index(Side side) { return static_cast<int>(side); }

}  // namespace

ConnectionSurvey::ConnectionSurvey(const TcpRow& first, bool found_older) {
  summary_.stream = first.stream;
  summary_.first = mark(first);
  if (found_older) summary_.old_connection = mark(first);
}

void ConnectionSurvey::see(const TcpRow& row) {
  summary_.last = mark(row);
  count(row);
  see_opening(row);
  see_ending(row);
  see_window(row);
  see_tail(row);
}

void ConnectionSurvey::count(const TcpRow& row) {
  WaySummary& way = summary_.sides[index(row.sender)];
  ++way.segments;
  way.bytes += row.segment.length;
  if (row.segment.length > 0) ++way.data_segments;
  if (row.verdicts.has(Verdict::retransmission) && way.retransmissions++ == 0)
    way.first_retransmission = mark(row);
  if (row.verdicts.has(Verdict::lost_segment) && way.gaps++ == 0) way.first_gap = mark(row);
}

void ConnectionSurvey::see_opening(const TcpRow& row) {
  const tcp::Segment& segment = row.segment;
  Way& way = ways_[index(row.sender)];
  if (segment.has(tcp::syn) && !segment.has(tcp::ack)) {
    way.syn = true;
    if (row.sender == Side::opener) {
      if (summary_.syns++ == 0) summary_.first_syn = mark(row);
      if (!summary_.answer) summary_.last_syn = mark(row);
    }
  } else if (segment.has(tcp::syn)) {
    way.syn_ack = true;
    if (!summary_.answer) summary_.answer = mark(row);
  } else if (segment.has(tcp::ack) && !segment.has(tcp::rst) && !acknowledged_) {
    acknowledged_ = true;
    if (summary_.last_syn) summary_.handshake_rtt = between(summary_.last_syn.time, row.sent);
  }
}

void ConnectionSurvey::see_ending(const TcpRow& row) {
  WaySummary& way = summary_.sides[index(row.sender)];
  if (row.segment.has(tcp::fin) && !way.fin) {
    way.fin = mark(row);
    if (!summary_.closed_first) summary_.closed_first = row.sender;
  }
  // Its sender is CLOSED by it: other RSTs answer what they do not belong to.
  const bool resets = row.segment.has(tcp::rst) && row.sender_state == tcp::State::closed;
  if (!resets || summary_.reset) return;
  summary_.reset = mark(row);
  summary_.reset_by = row.sender;
  if (!summary_.closed_first) summary_.closed_first = row.sender;
}

void ConnectionSurvey::end_stall(ConnectionSummary& summary, Mark& stalled, Side receiver,
                                 const Mark& end) {
  if (!stalled) return;
  const Time length = between(stalled.time, end.time);
  const Stall& longest = summary.longest_stall;
  if (!longest.begin || length > between(longest.begin.time, longest.end.time))
    summary.longest_stall = {receiver, stalled, end};
  summary.stalled = later_by(summary.stalled, length);
  stalled = {};
}

void ConnectionSurvey::see_window(const TcpRow& row) {
  if (row.segment.has(tcp::syn) || row.segment.has(tcp::rst) || !row.segment.has(tcp::ack)) return;
  WaySummary& way = summary_.sides[index(row.sender)];
  way.window_min = way.has_window ? std::min(way.window_min, row.window) : row.window;
  way.window_max = std::max(way.window_max, row.window);
  way.has_window = true;
  Mark& stalled = ways_[index(row.sender)].stalled;
  if (row.window > 0) return end_stall(summary_, stalled, row.sender, mark(row));
  if (!stalled && !row.segment.has(tcp::fin)) stalled = mark(row);
}

void ConnectionSurvey::see_tail(const TcpRow& row) {
  Way& way = ways_[index(row.sender)];
  Way& peer = ways_[index(other(row.sender))];
  peer.repeats = 0;
  if (row.segment.length > 0) {
    const std::uint32_t end = row.segment.sequence + row.segment.length;
    way.data_end = way.has_data ? tcp::later(way.data_end, end) : end;
    way.has_data = true;
    if (row.verdicts.has(Verdict::retransmission)) {
      if (way.repeats++ == 0) way.first_repeat = mark(row);
      way.last_repeat = mark(row);
    }
  }
  if (!row.segment.has(tcp::ack)) return;
  way.highest_ack = way.has_ack ? tcp::later(way.highest_ack, row.segment.acknowledgment)
                                : row.segment.acknowledgment;
  way.has_ack = true;
}

Opening ConnectionSurvey::opening() const {
  const Way& opener = ways_[0];
  const Way& acceptor = ways_[1];
  if (!opener.syn)
    return acceptor.syn_ack && acknowledged_ ? Opening::handshake : Opening::midstream;
  if (acceptor.syn) return Opening::simultaneous;
  if (acceptor.syn_ack) return acknowledged_ ? Opening::handshake : Opening::incomplete;
  if (summary_.reset && summary_.reset_by == Side::acceptor) return Opening::refused;
  return summary_.side(Side::acceptor).segments == 0 ? Opening::no_answer : Opening::incomplete;
}

Ending ConnectionSurvey::ending(const ConnectionSummary& summary) const {
  if (summary.opening == Opening::refused) return Ending::refused;
  if (summary.opening == Opening::no_answer) return Ending::no_answer;
  const bool fins[]{bool(summary.sides[0].fin), bool(summary.sides[1].fin)};
  if (fins[0] && fins[1]) return Ending::closed;
  if (summary.reset) return Ending::reset;
  if (summary.tail_repeats > 0) return Ending::lost_tail;
  return fins[0] || fins[1] ? Ending::half_closed : Ending::open;
}

ConnectionSummary ConnectionSurvey::summary(Time watched_until) const {
  ConnectionSummary summary = summary_;
  summary.watched_until = std::max(watched_until, summary.last.time);
  for (const Side side : {Side::opener, Side::acceptor}) {
    const Way& way = ways_[index(side)];
    const Way& peer = ways_[index(other(side))];
    Mark stalled = way.stalled;
    end_stall(summary, stalled, side, summary.last);
    const bool unacknowledged =
        way.has_data && (!peer.has_ack || tcp::before(peer.highest_ack, way.data_end));
    if (way.repeats < least_repeats || !unacknowledged || summary.reset) continue;
    summary.tail_sender = side;
    summary.tail_repeats = way.repeats;
    summary.tail_first = way.first_repeat;
    summary.tail_last = way.last_repeat;
  }
  summary.opening = opening();
  summary.ending = ending(summary);
  return summary;
}

bool Survey::catch_up(const Trace& trace, std::size_t most, const Touched& touched) {
  const std::size_t count = trace.frame_count();
  const std::size_t last = seen_ + std::min(most, count - seen_);
  end_ = trace.end();
  for (; seen_ < last; ++seen_) {
    const auto row = trace.tcp(seen_);
    if (!row) continue;
    // Streams are numbered in the order of their first frames.
    if (row->stream == connections_.size())
      connections_.emplace_back(*row, trace.connection(row->stream).found_older);
    connections_[row->stream].see(*row);
    if (touched) touched(row->stream);
  }
  return seen_ < count;
}

std::vector<ConnectionSummary> Survey::summaries() const {
  std::vector<ConnectionSummary> all;
  all.reserve(connections_.size());
  for (const ConnectionSurvey& one : connections_) all.push_back(one.summary(end_));
  return all;
}

std::vector<ConnectionSummary> summarize(const Trace& trace) {
  Survey survey;
  survey.catch_up(trace);
  return survey.summaries();
}

}  // namespace wirelab::findings
