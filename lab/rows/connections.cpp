#include "lab/rows/connections.hpp"

#include "capture/recording/time.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

using findings::ConnectionSummary;

ConnectionRows::Row row_of(const CaptureView& view, std::uint32_t stream) {
  const Words& words = view.words;
  const ConnectionList& connections = view.findings.connections;
  const ConnectionSummary summary = connections.summary(stream);
  const Connection connection = view.trace.connection(stream);
  ConnectionRows::Row row;
  row.stream = stream;
  row.opener = connection.side(Side::opener).endpoint;
  row.acceptor = connection.side(Side::acceptor).endpoint;
  row.opening = say(words, fmt::format("opening.{}", id(summary.opening)));
  row.ending = say(words, fmt::format("ending.{}", id(summary.ending)));
  row.up = byte_text(summary.side(Side::opener).bytes);
  row.down = byte_text(summary.side(Side::acceptor).bytes);
  row.duration = short_time(between(summary.first.time, summary.last.time));
  const std::uint64_t again =
      summary.side(Side::opener).retransmissions + summary.side(Side::acceptor).retransmissions;
  if (again > 0) row.again = say(words, "rows.again", {{"count", thousands(again)}});
  const auto found = connections.findings(stream);
  if (!found.empty()) {
    row.finding = say(words, fmt::format("rows.finding.{}", id(found.front().kind)));
    row.hue = finding_hue(found.front().kind);
  }
  row.focused = view.focus.stream() == stream;
  return row;
}

}  // namespace

Hue finding_hue(findings::FindingKind kind) {
  using enum findings::FindingKind;
  switch (kind) {
    case zero_window:
    case slow_handshake: return Hue::now;
    case half_open:
    case half_closed: return Hue::fin;
    case capture_gaps: return Hue::muted;
    default: return Hue::rst;
  }
}

ConnectionRows connection_rows(const CaptureView& view, std::size_t first, std::size_t last) {
  ConnectionRows rows;
  const Analysis::Findings& findings = view.findings;
  rows.count = findings.shown.size();
  rows.total = view.trace.connection_count();
  for (std::size_t i = first; i < std::min(last, rows.count); ++i)
    rows.rows.push_back(row_of(view, findings.shown[i]));
  return rows;
}

}  // namespace wirelab::lab
