#include "lab/rows/kernel.hpp"

#include "lab/model/countdown.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// Before a connection has its own socket, the listening one of that host and port stands for it.
const KernelRead* listener_read(const View& view, const Moment& moment, Side side) {
  const SideInfo info = view.trace.connection(*moment.focus).side(side);
  const std::string port = fmt::format(":{}", info.port);
  const KernelRead* found = nullptr;
  for (const KernelRead& read : view.trace.listeners({moment.scene->begin, moment.now}))
    if (read.host == info.host && read.local.ends_with(port)) found = &read;
  return found;
}

KernelRows::Row state_row(const View& view, const Moment& moment, bool left) {
  const Side side = left ? moment.left : moment.right();
  const std::uint32_t stream = *moment.focus;
  KernelRows::Row row;
  row.hue = end_hue(left);
  row.name = say(view.words, "rows.state_of", {{"host", end_name(view, moment, left)}});
  const tcp::State inferred = view.trace.state_at(stream, side, moment.now);
  if (inferred != tcp::State::unknown) row.inferred = tcp::linux_name(inferred);
  const KernelRead* read = view.trace.kernel_at(stream, side, moment.now);
  if (!read) {
    const KernelRead* listener = listener_read(view, moment, side);
    if (!listener) return row;
    row.kernel = tcp::linux_name(listener->state);
    if (listener->state == inferred) row.agreement = Agreement::same;
    return row;
  }
  row.kernel = tcp::linux_name(read->state);
  row.agreement = view.trace.agreement_at(stream, side, moment.now);
  if (row.agreement == Agreement::differs) {
    const bool silent = inferred == tcp::State::unknown;
    row.explanation = say(view.words, silent ? "rows.not_shown_yet" : "rows.differs");
  } else if (row.agreement == Agreement::unsettled) {
    row.explanation = say(view.words, "rows.unsettled");
  } else if (!read->read) {
    row.explanation = say(view.words, "rows.passed_not_read");
  }
  return row;
}

// The newest read that knows an RTO: small sockets (TIME-WAIT, a request) carry none.
const KernelRead* last_timing(const View& view, const Moment& moment, Side side) {
  const KernelRead* found = nullptr;
  for (const KernelRead& read : view.trace.kernel(*moment.focus, side)) {
    if (read.time > moment.now) break;
    if (read.rto_ns > 0) found = &read;
  }
  return found;
}

KernelRows::Row timing_row(const View& view, const Moment& moment, bool left) {
  KernelRows::Row row;
  row.hue = end_hue(left);
  row.name = say(view.words, "rows.timing_of", {{"host", end_name(view, moment, left)}});
  row.explanation = say(view.words, "rows.only_the_kernel_knows");
  const KernelRead* read = last_timing(view, moment, left ? moment.left : moment.right());
  if (!read) return row;
  row.kernel = short_time(read->rto_ns);
  if (read->retransmits >= 0) row.kernel += fmt::format(", {}", read->retransmits);
  return row;
}

// How long it will still remember the connection, while only that is left to do.
void add_countdown(KernelRows& rows, const View& view, const Moment& moment, bool left) {
  const Side side = left ? moment.left : moment.right();
  const auto until = forgets_at(view.trace, *moment.focus, side, moment.now);
  const Time now = std::max(moment.now, view.clock.value_or(moment.now));
  if (!until || *until <= now) return;
  rows.rows.push_back(
      {.hue = end_hue(left),
       .name = say(view.words, "rows.forgets_in", {{"host", end_name(view, moment, left)}}),
       .kernel = seconds(between(now, *until), 1) + " s",
       .explanation = say(view.words, "rows.forgets_why")});
}

}  // namespace

KernelRows kernel_rows(const View& view) {
  const Moment moment = moment_of(view);
  if (!moment.focus) return {};
  KernelRows rows;
  rows.rows.push_back(state_row(view, moment, true));
  if (view.trace.is_run()) rows.rows.push_back(timing_row(view, moment, true));
  rows.rows.push_back(state_row(view, moment, false));
  for (const bool left : {true, false}) add_countdown(rows, view, moment, left);
  return rows;
}

}  // namespace wirelab::lab
