#include "lab/rows/findings.hpp"

#include "capture/recording/time.hpp"
#include "lab/rows/connections.hpp"
#include "lab/rows/evidence.hpp"
#include "lab/rows/frame_label.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <fmt/format.h>

namespace wirelab::lab {
namespace {

FindingRows::Finding row_of(const View& view, const Connection& connection,
                            const findings::Finding& finding) {
  FindingRows::Finding row;
  row.title = say(view.words, fmt::format("rows.finding.{}", id(finding.kind)));
  row.sentence = finding_text(connection, finding, view.words);
  row.hue = finding_hue(finding.kind);
  if (finding.frames.empty()) return row;
  const std::uint64_t number = finding.frames.front();
  row.show = SelectFrame{number};
  if (const auto index = view.trace.frame_by_number(number)) {
    const Time at = between(view.trace.begin(), view.trace.frame(*index).sent);
    row.time = say(view.words, "rows.seconds", {{"number", seconds(at, 3)}});
  }
  return row;
}

void measure(FindingRows& rows, const View& view, const findings::ConnectionSummary& summary) {
  const auto add = [&](const char* id, std::string value) {
    rows.measured.emplace_back(say(view.words, id), std::move(value));
  };
  if (summary.handshake_rtt) add("rows.measured.handshake", short_time(*summary.handshake_rtt));
  const auto both = [&](auto value) {
    return fmt::format("{} / {}", value(summary.side(Side::opener)),
                       value(summary.side(Side::acceptor)));
  };
  using Way = findings::WaySummary;
  add("rows.measured.segments", both([](const Way& w) { return thousands(w.segments); }));
  add("rows.measured.data", both([](const Way& w) { return byte_text(w.bytes); }));
  add("rows.measured.again", both([](const Way& w) { return thousands(w.retransmissions); }));
  add("rows.measured.window", both([](const Way& w) { return byte_text(w.window_max); }));
}

void add_verdicts(FindingRows& rows, const CaptureView& view, const FrameRow& frame) {
  rows.packet = say(view.words, "rows.packet", {{"number", std::to_string(frame.number)}});
  for (const Verdict verdict : frame.analysis) {
    FindingRows::Verdict row{verdict_label(frame, verdict, view.words),
                             say(view.words, fmt::format("verdict.{}.sentence", name(verdict)),
                                 {{"frame", std::to_string(frame.duplicate_ack_frame)}})};
    for (const verdicts::Grounds& grounds : view.grounds) {
      if (grounds.verdict == verdict) row.evidence = evidence_text(frame, grounds, view.words);
    }
    rows.verdicts.push_back(std::move(row));
  }
}

}  // namespace

FindingRows finding_rows(const CaptureView& view) {
  FindingRows rows;
  const Moment moment = moment_of(view);
  const ConnectionList& connections = view.findings.connections;
  if (const auto frame = selected_frame(view, moment)) add_verdicts(rows, view, *frame);
  if (!moment.focus || *moment.focus >= connections.size()) return rows;
  rows.any_connection = true;
  const Connection connection = view.trace.connection(*moment.focus);
  for (const findings::Finding& finding : connections.findings(*moment.focus))
    rows.findings.push_back(row_of(view, connection, finding));
  rows.caption =
      say(view.words, "rows.in_connection", {{"count", std::to_string(rows.findings.size())}});
  measure(rows, view, connections.summary(*moment.focus));
  return rows;
}

}  // namespace wirelab::lab
