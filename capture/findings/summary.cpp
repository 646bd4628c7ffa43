#include "capture/findings/summary.hpp"

#include "capture/tcp/sequence.hpp"

#include <algorithm>
#include <array>

namespace wirelab::findings {

namespace {

// One repetition at the end may only mean that the capture ended too.
constexpr std::uint64_t least_repeats = 2;

constexpr std::array openings{"handshake", "simultaneous", "incomplete",
                              "refused",   "no_answer",    "midstream"};
constexpr std::array endings{"open",    "closed",    "half_closed", "reset",
                             "refused", "no_answer", "lost_tail"};

// What is only needed on the way.
struct Progress {
  struct Way {
    bool has_data = false;
    std::uint32_t data_end = 0;
    bool has_ack = false;
    std::uint32_t highest_ack = 0;
    std::uint64_t repeats = 0;  // since the peer was last heard
    Mark first_repeat, last_repeat;
    bool syn = false, syn_ack = false;
    Mark stalled;
  };
  Way ways[2];
  bool acknowledged = false;  // an ACK without SYN was seen
};

class Survey {
 public:
  explicit Survey(const Trace& trace) : trace_(trace) {
    summaries_.resize(trace.connection_count());
    progress_.resize(summaries_.size());
    for (std::size_t i = 0; i < summaries_.size(); ++i)
      summaries_[i].stream = static_cast<std::uint32_t>(i);
  }

  void see(const FrameRow& row);
  std::vector<ConnectionSummary> finish();

 private:
  void count(ConnectionSummary& summary, const FrameRow& row);
  void see_opening(ConnectionSummary& summary, Progress& progress, const FrameRow& row);
  void see_ending(ConnectionSummary& summary, const FrameRow& row);
  void see_window(ConnectionSummary& summary, Progress& progress, const FrameRow& row);
  void see_tail(Progress& progress, const FrameRow& row);
  static void end_stall(ConnectionSummary& summary, Mark& stalled, Side receiver, const Mark& end);
  void conclude(ConnectionSummary& summary, Progress& progress);
  Opening opening_of(const ConnectionSummary& summary, const Progress& progress) const;
  Ending ending_of(const ConnectionSummary& summary) const;

  const Trace& trace_;
  std::vector<ConnectionSummary> summaries_;
  std::vector<Progress> progress_;
};

Mark mark(const FrameRow& row) { return {row.number, row.sent}; }
int index(Side side) { return static_cast<int>(side); }

void Survey::see(const FrameRow& row) {
  if (!row.is_tcp || row.stream >= summaries_.size()) return;
  ConnectionSummary& summary = summaries_[row.stream];
  Progress& progress = progress_[row.stream];
  if (!summary.first) summary.first = mark(row);
  summary.last = mark(row);
  count(summary, row);
  see_opening(summary, progress, row);
  see_ending(summary, row);
  see_window(summary, progress, row);
  see_tail(progress, row);
}

bool has(const FrameRow& row, Verdict verdict) {
  return std::find(row.analysis.begin(), row.analysis.end(), verdict) != row.analysis.end();
}

void Survey::count(ConnectionSummary& summary, const FrameRow& row) {
  WaySummary& way = summary.sides[index(row.sender)];
  ++way.segments;
  way.bytes += row.segment.length;
  if (row.segment.length > 0) ++way.data_segments;
  if (has(row, Verdict::retransmission)) ++way.retransmissions;
  if (has(row, Verdict::lost_segment)) ++way.gaps;
}

void Survey::see_opening(ConnectionSummary& summary, Progress& progress, const FrameRow& row) {
  const tcp::Segment& segment = row.segment;
  Progress::Way& way = progress.ways[index(row.sender)];
  if (segment.has(tcp::syn) && !segment.has(tcp::ack)) {
    way.syn = true;
    if (row.sender == Side::opener) {
      if (summary.syns++ == 0) summary.first_syn = mark(row);
      if (!summary.answer) summary.last_syn = mark(row);
    }
  } else if (segment.has(tcp::syn)) {
    way.syn_ack = true;
    if (!summary.answer) summary.answer = mark(row);
  } else if (segment.has(tcp::ack) && !segment.has(tcp::rst) && !progress.acknowledged) {
    progress.acknowledged = true;
    if (summary.last_syn) summary.handshake_rtt = row.sent - summary.last_syn.time;
  }
}

void Survey::see_ending(ConnectionSummary& summary, const FrameRow& row) {
  WaySummary& way = summary.sides[index(row.sender)];
  if (row.segment.has(tcp::fin) && !way.fin) {
    way.fin = mark(row);
    if (!summary.closed_first) summary.closed_first = row.sender;
  }
  // Its sender is CLOSED by it: other RSTs answer what they do not belong to.
  const bool resets = row.segment.has(tcp::rst) && row.sender_state == tcp::State::closed;
  if (!resets || summary.reset) return;
  summary.reset = mark(row);
  summary.reset_by = row.sender;
  if (!summary.closed_first) summary.closed_first = row.sender;
}

void Survey::end_stall(ConnectionSummary& summary, Mark& stalled, Side receiver, const Mark& end) {
  if (!stalled) return;
  const Time length = end.time - stalled.time;
  const Stall& longest = summary.longest_stall;
  if (!longest.begin || length > longest.end.time - longest.begin.time)
    summary.longest_stall = {receiver, stalled, end};
  summary.stalled += length;
  stalled = {};
}

void Survey::see_window(ConnectionSummary& summary, Progress& progress, const FrameRow& row) {
  if (row.segment.has(tcp::syn) || row.segment.has(tcp::rst) || !row.segment.has(tcp::ack)) return;
  WaySummary& way = summary.sides[index(row.sender)];
  way.window_min = way.has_window ? std::min(way.window_min, row.window) : row.window;
  way.window_max = std::max(way.window_max, row.window);
  way.has_window = true;
  Mark& stalled = progress.ways[index(row.sender)].stalled;
  if (row.window > 0) return end_stall(summary, stalled, row.sender, mark(row));
  if (!stalled && !row.segment.has(tcp::fin)) stalled = mark(row);
}

void Survey::see_tail(Progress& progress, const FrameRow& row) {
  Progress::Way& way = progress.ways[index(row.sender)];
  Progress::Way& peer = progress.ways[index(other(row.sender))];
  peer.repeats = 0;
  if (row.segment.length > 0) {
    const std::uint32_t end = row.segment.sequence + row.segment.length;
    way.data_end = way.has_data ? tcp::later(way.data_end, end) : end;
    way.has_data = true;
    if (has(row, Verdict::retransmission)) {
      if (way.repeats++ == 0) way.first_repeat = mark(row);
      way.last_repeat = mark(row);
    }
  }
  if (!row.segment.has(tcp::ack)) return;
  way.highest_ack = way.has_ack ? tcp::later(way.highest_ack, row.segment.acknowledgment)
                                : row.segment.acknowledgment;
  way.has_ack = true;
}

Opening Survey::opening_of(const ConnectionSummary& summary, const Progress& progress) const {
  const Progress::Way& opener = progress.ways[0];
  const Progress::Way& acceptor = progress.ways[1];
  if (!opener.syn)
    return acceptor.syn_ack && progress.acknowledged ? Opening::handshake : Opening::midstream;
  if (acceptor.syn) return Opening::simultaneous;
  if (acceptor.syn_ack) return progress.acknowledged ? Opening::handshake : Opening::incomplete;
  if (summary.reset && summary.reset_by == Side::acceptor) return Opening::refused;
  return summary.side(Side::acceptor).segments == 0 ? Opening::no_answer : Opening::incomplete;
}

Ending Survey::ending_of(const ConnectionSummary& summary) const {
  if (summary.opening == Opening::refused) return Ending::refused;
  if (summary.opening == Opening::no_answer) return Ending::no_answer;
  const bool fins[]{bool(summary.sides[0].fin), bool(summary.sides[1].fin)};
  if (fins[0] && fins[1]) return Ending::closed;
  if (summary.reset) return Ending::reset;
  if (summary.tail_repeats > 0) return Ending::lost_tail;
  return fins[0] || fins[1] ? Ending::half_closed : Ending::open;
}

void Survey::conclude(ConnectionSummary& summary, Progress& progress) {
  for (const Side side : {Side::opener, Side::acceptor}) {
    Progress::Way& way = progress.ways[index(side)];
    const Progress::Way& peer = progress.ways[index(other(side))];
    end_stall(summary, way.stalled, side, summary.last);
    const bool unacknowledged =
        way.has_data && (!peer.has_ack || tcp::before(peer.highest_ack, way.data_end));
    if (way.repeats < least_repeats || !unacknowledged || summary.reset) continue;
    summary.tail_sender = side;
    summary.tail_repeats = way.repeats;
    summary.tail_first = way.first_repeat;
    summary.tail_last = way.last_repeat;
  }
  for (const Side side : {Side::opener, Side::acceptor})
    for (const Transition& change : trace_.transitions(summary.stream, side))
      if (change.reason == tcp::Reason::old_connection)
        summary.old_connection = {change.frame, change.time};
  summary.opening = opening_of(summary, progress);
  summary.ending = ending_of(summary);
}

std::vector<ConnectionSummary> Survey::finish() {
  for (std::size_t i = 0; i < summaries_.size(); ++i) conclude(summaries_[i], progress_[i]);
  return std::move(summaries_);
}

}  // namespace

std::string_view id(Opening opening) { return openings[static_cast<std::size_t>(opening)]; }
std::string_view id(Ending ending) { return endings[static_cast<std::size_t>(ending)]; }

std::vector<ConnectionSummary> summarize(const Trace& trace) {
  Survey survey(trace);
  for (std::size_t i = 0; i < trace.frame_count(); ++i) survey.see(trace.frame(i));
  return survey.finish();
}

}  // namespace wirelab::findings
