#include "lab/rows/ladder.hpp"

#include "lab/model/playhead.hpp"
#include "lab/rows/flight.hpp"
#include "lab/rows/frame_label.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

// The painter shows no more; the rest of a long capture lies above the picture.
constexpr std::size_t most_arrows = 240;
// Between two labels of the axis, so that they do not touch.
constexpr Time least_tick_distance = 9'000'000;
// No kernel timer is shorter: a sooner resend has another reason.
constexpr Time shortest_timer = 150'000'000;

LadderRows::Lifeline lifeline(const View& view, const Moment& moment, bool left) {
  using Span = LadderRows::Lifeline::Span;
  LadderRows::Lifeline line{end_name(view, moment, left), end_hue(left), {}};
  const Time now = view.teaching.to_teaching(moment.now);
  const auto open = [&](tcp::State state, Time from, bool label) {
    if (!line.spans.empty()) line.spans.back().to = from;
    line.spans.push_back(
        Span{from, now, std::string(tcp::name(state)), state_hue(state, left), label});
  };
  if (!moment.focus) {
    open(tcp::State::unknown, 0, false);
    return line;
  }
  const Side side = left ? moment.left : moment.right();
  const Time begin = view.teaching.origin();
  const tcp::State first = view.trace.state_at(*moment.focus, side, begin);
  open(first, 0, first != tcp::State::unknown && first != tcp::State::closed);
  for (const Transition& change : view.trace.transitions(*moment.focus, side)) {
    if (change.time <= begin) continue;
    if (change.time > moment.now) break;
    open(change.to, view.teaching.to_teaching(change.time), true);
  }
  return line;
}

LadderRows::Arrow arrow_of(const View& view, const FrameRow& frame, const Flight& flight,
                           bool rightward) {
  LadderRows::Arrow arrow;
  const auto place = [&](const Flight::Point& point) {
    return LadderRows::Point{rightward ? point.progress : 1 - point.progress, point.teaching};
  };
  arrow.frame = frame.number;
  for (const Flight::Point& point : flight.path) arrow.path.push_back(place(point));
  arrow.ghost_to = place(flight.ghost);
  switch (flight.end) {
    case Flight::End::arrived: arrow.end = LadderRows::End::arrow; break;
    case Flight::End::held: arrow.end = LadderRows::End::held; break;
    case Flight::End::lost: arrow.end = LadderRows::End::lost; break;
    case Flight::End::travelling: arrow.end = LadderRows::End::travelling; break;
  }
  arrow.hue = frame_hue(frame, rightward);
  arrow.rightward = rightward;
  arrow.dashed = frame.resends.has_value();
  arrow.double_head = frame.is_tcp && frame.segment.has(tcp::rst);
  arrow.thick = arrow.double_head;
  arrow.copy = flight.copy > 1;
  arrow.strong = flag_names(frame);
  arrow.label = numbers(frame, view.session.absolute_numbers);
  if (arrow.dashed) arrow.word = say(view.words, "rows.resent");
  if (arrow.copy) arrow.word = say(view.words, "rows.copy");
  arrow.fate = fate_text(view, flight);
  return arrow;
}

// The frame before `row` that carried the same sequence numbers from the same end: when its timer
// was set.
std::optional<Time> sent_before(const View& view, const Moment& moment, const FrameRow& row) {
  for (std::size_t i = row.index; i > moment.seen.first; --i) {
    const FrameRow earlier = view.trace.frame(i - 1);
    const bool same =
        earlier.is_tcp && earlier.stream == row.stream && earlier.sender == row.sender &&
        earlier.segment.sequence == row.segment.sequence && earlier.segment.span() > 0;
    if (same) return earlier.sent;
  }
  return std::nullopt;
}

void add_timer(LadderRows& rows, const View& view, const Moment& moment, const FrameRow& frame,
               bool left) {
  const auto& verdicts = frame.analysis;
  const bool fast =
      std::find(verdicts.begin(), verdicts.end(), Verdict::fast_retransmission) != verdicts.end();
  const auto before = sent_before(view, moment, frame);
  if (fast || !before || frame.sent - *before < shortest_timer) return;
  const std::string text =
      say(view.words, "rows.timer", {{"time", short_time(frame.sent - *before)}});
  rows.timers.push_back(
      {left, view.teaching.to_teaching(*before), view.teaching.to_teaching(frame.sent), text});
}

// While the wire waits for the hand the kernel does not: the time that it has left.
void add_running_timers(LadderRows& rows, const View& view, const Moment& moment) {
  if (!moment.focus || !open_turn(view.trace, view.session.scene, moment.now)) return;
  for (const bool left : {true, false}) {
    const Side side = left ? moment.left : moment.right();
    const KernelRead* read = view.trace.kernel_at(*moment.focus, side, moment.now);
    if (!read || read->timer != "retransmit" || read->timer_left <= 0) continue;
    const Time fires = read->time + read->timer_left;
    const Time set = read->rto_ns > 0 ? fires - read->rto_ns : read->time;
    const std::string text =
        say(view.words, "rows.timer_left", {{"time", short_time(fires - moment.now)}});
    rows.timers.push_back({left, view.teaching.to_teaching(std::max(set, moment.scene->begin)),
                           view.teaching.to_teaching(moment.now), text});
  }
}

void add_calls(LadderRows& rows, const View& view, const Moment& moment) {
  if (moment.scene->hosts.empty()) return;
  for (const CallEvent& call : view.trace.calls()) {
    if (call.scene != view.session.scene || call.begin > moment.now || is_quiet(call)) continue;
    const bool returned = call.end && *call.end <= moment.now;
    std::string text = call.call + "()";
    if (returned) text += call.error.empty() ? " = " + call.result : " = -1 " + call.error;
    const Time from = view.teaching.to_teaching(call.begin);
    const Time to = returned ? view.teaching.to_teaching(*call.end) : from;
    rows.calls.push_back({call.host == moment.scene->hosts.front().name, from, to, text});
  }
}

void add_tick(LadderRows& rows, const View& view, const Moment& moment, Time at) {
  const Time y = view.teaching.to_teaching(at);
  if (!rows.ticks.empty() && y - rows.ticks.back().y < least_tick_distance) return;
  std::string text = milliseconds(at - moment.zero);
  if (rows.ticks.empty()) text = say(view.words, "rows.milliseconds", {{"number", text}});
  rows.ticks.push_back({y, text});
}

void add_frames(LadderRows& rows, const View& view, const Moment& moment) {
  const auto selected = selected_frame(view, moment);
  const FrameRange seen = moment.seen;
  const std::size_t first = seen.last - std::min(seen.last - seen.first, most_arrows);
  for (std::size_t i = first; i < seen.last; ++i) {
    const FrameRow frame = view.trace.frame(i);
    const bool other = frame.is_tcp && moment.focus && frame.stream != *moment.focus;
    if (!view.trace.is_run() && (other || !frame.is_tcp)) continue;
    const bool rightward = is_rightward(view, moment, frame);
    for (const Flight& flight : flights(view, moment, frame)) {
      LadderRows::Arrow arrow = arrow_of(view, frame, flight, rightward);
      arrow.selected = selected && selected->number == frame.number;
      arrow.thick = arrow.thick || arrow.selected;
      rows.arrows.push_back(std::move(arrow));
    }
    if (frame.resends) add_timer(rows, view, moment, frame, rightward);
    add_tick(rows, view, moment, frame.sent);
  }
}

}  // namespace

Hue state_hue(tcp::State state, bool left) {
  using tcp::State;
  switch (state) {
    case State::unknown:
    case State::closed: return Hue::faint;
    case State::listen: return Hue::muted;
    case State::syn_sent:
    case State::syn_received: return Hue::syn;
    case State::established: return end_hue(left);
    default: return Hue::fin;
  }
}

LadderRows ladder_rows(const View& view) {
  LadderRows rows;
  const Moment moment = moment_of(view);
  rows.relative = !view.session.absolute_numbers;
  if (!moment.scene) return rows;
  rows.now = view.teaching.to_teaching(moment.now);
  rows.now_text = say(view.words, "rows.now",
                      {{"number", milliseconds(std::max<Time>(0, moment.now - moment.zero))}});
  rows.length = rows.now;
  rows.left = lifeline(view, moment, true);
  rows.right = lifeline(view, moment, false);
  add_frames(rows, view, moment);
  add_running_timers(rows, view, moment);
  add_calls(rows, view, moment);
  for (const TeachingTime::Break& silence : view.teaching.breaks()) {
    if (silence.trace_to <= moment.now) rows.breaks.push_back(silence);
  }
  return rows;
}

}  // namespace wirelab::lab
