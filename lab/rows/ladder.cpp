#include "lab/rows/ladder.hpp"

#include "lab/model/countdown.hpp"
#include "lab/model/playhead.hpp"
#include "lab/rows/bench_map.hpp"
#include "lab/rows/call_outcome.hpp"
#include "lab/rows/flight.hpp"
#include "lab/rows/ladder_parts.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace wirelab::lab {
namespace {

// The painter shows no more; the rest of a long scene lies above the picture.
constexpr std::size_t most_arrows = 240;

// A timer was set when the same bytes were sent before.
void add_timer(LadderRows& rows, const View& view, const FrameRow& frame, bool left) {
  const auto& verdicts = frame.analysis;
  const bool fast =
      std::find(verdicts.begin(), verdicts.end(), Verdict::fast_retransmission) != verdicts.end();
  const auto carriers = view.trace.repeated(frame.index);
  if (fast || !carriers) return;
  const Time before = view.trace.sent(carriers->last);
  const Time ran = between(before, frame.sent);
  if (ran < shortest_timer) return;
  const std::string text = say(view.words, "rows.timer", {{"time", short_time(ran)}});
  rows.timers.push_back(
      {left, view.teaching.to_teaching(before), view.teaching.to_teaching(frame.sent), text});
}

// While the wire waits for the hand the kernel does not: the time that it has left.
void add_running_timers(LadderRows& rows, const View& view, const Moment& moment) {
  if (!moment.focus || !open_turn(view.trace, view.session.scene, moment.now)) return;
  for (const bool left : {true, false}) {
    const Side side = left ? moment.left : moment.right();
    const KernelRead* read = view.trace.kernel_at(*moment.focus, side, moment.now);
    if (!read || read->timer != "retransmit" || read->timer_left <= 0) continue;
    const Time fires = later_by(read->time, read->timer_left);
    const Time set = read->rto_ns > 0 ? later_by(fires, -read->rto_ns) : read->time;
    const std::string text =
        say(view.words, "rows.timer_left", {{"time", short_time(between(moment.now, fires))}});
    rows.timers.push_back({left, view.teaching.to_teaching(std::max(set, moment.scene->begin)),
                           view.teaching.to_teaching(moment.now), text});
  }
}

// For how long a kernel has remembered, and will remember, what no program has any more.
void add_countdowns(LadderRows& rows, const View& view, const Moment& moment) {
  if (!moment.focus) return;
  const Time now = std::max(moment.now, view.clock.value_or(moment.now));
  for (const bool left : {true, false}) {
    const Side side = left ? moment.left : moment.right();
    std::optional<Transition> before;
    for (const Transition& change : transitions(view, moment, side)) {
      if (change.time > moment.now) break;
      const bool over = before && before->to == tcp::State::time_wait &&
                        change.to == tcp::State::closed &&
                        between(before->time, change.time) >= shortest_timer;
      if (over)
        rows.timers.push_back({left, view.teaching.to_teaching(before->time),
                               view.teaching.to_teaching(change.time),
                               say(view.words, "rows.timer",
                                   {{"time", short_time(between(before->time, change.time))}})});
      before = change;
    }
    const auto until = forgets_at(view.trace, *moment.focus, side, moment.now);
    if (!until || *until <= now || !before) continue;
    const std::string text =
        say(view.words, "rows.timer_left", {{"time", short_time(between(now, *until))}});
    rows.timers.push_back({left, view.teaching.to_teaching(before->time), rows.now, text, true});
  }
}

void add_calls(LadderRows& rows, const View& view, const Moment& moment) {
  if (moment.scene->hosts.empty()) return;
  std::map<std::string, double> lifelines{{end_name(view, moment, true), 0},
                                          {end_name(view, moment, false), 1}};
  for (const MiddleHost& host : rows.middle) lifelines.emplace(host.name, host.x);
  const QuietCalls quiet(view.trace, view.session.scene);
  for (const CallEvent& call : view.trace.calls(view.session.scene)) {
    if (call.begin > moment.now || quiet(call)) continue;
    const auto lifeline = lifelines.find(call.host);
    if (lifeline == lifelines.end()) continue;
    const bool returned = call.end && *call.end <= moment.now;
    const Time from = view.teaching.to_teaching(call.begin);
    const Time to = returned ? view.teaching.to_teaching(*call.end) : from;
    rows.calls.push_back(
        {lifeline->second, from, to, call.call + "()" + call_outcome(call, moment.now)});
  }
}

// "bob: ", of a host that has no lifeline here.
std::string speaker(const View& view, const Moment& moment, const FrameRow& frame) {
  const auto interfaces = view.trace.interfaces();
  if (moment.scene->hosts.size() <= 2 || frame.interface >= interfaces.size()) return {};
  const std::string host = host_of_port(interfaces[frame.interface].name);
  const bool known = std::find(moment.way.begin(), moment.way.end(), host) != moment.way.end();
  return known ? "" : host + ": ";
}

// A medium may carry a frame to several hosts at once. In the hand it is still one.
void add_branches(LadderRows& rows, const View& view, const Moment& moment, const FrameRow& frame,
                  Stretch stretch) {
  for (const double other : heard_also(view, moment, frame, stretch)) {
    for (const Flight& flight : flights(view, moment, frame, host_on(moment, other))) {
      const bool goes = flight.end == Flight::End::arrived || flight.end == Flight::End::travelling;
      if (!goes || flight.path.size() != 2) continue;
      LadderRows::Arrow branch = arrow_of(view, frame, flight, {stretch.from, other});
      branch.branch = true;
      branch.strong.clear(), branch.label.clear(), branch.word.clear(), branch.fate.clear();
      rows.arrows.push_back(std::move(branch));
    }
  }
}

void add_frames(LadderRows& rows, const View& view, const Moment& moment) {
  const auto selected = selected_frame(view, moment);
  const FrameRange seen = moment.seen;
  const std::size_t first = seen.last - std::min(seen.last - seen.first, most_arrows);
  for (std::size_t i = first; i < seen.last; ++i) {
    const FrameRow frame = view.trace.frame(i);
    if (!is_on_a_wire(view, frame)) continue;
    const Stretch stretch = stretch_of(view, moment, frame);
    const std::string segment = segment_of(view, moment, frame);
    for (const Flight& flight : flights(view, moment, frame, host_on(moment, stretch.to))) {
      LadderRows::Arrow arrow = arrow_of(view, frame, flight, stretch);
      arrow.segment = segment;
      arrow.strong = speaker(view, moment, frame) + arrow.strong;
      arrow.selected = selected && selected->number == frame.number;
      arrow.thick = arrow.thick || arrow.selected;
      rows.arrows.push_back(std::move(arrow));
    }
    add_branches(rows, view, moment, frame, stretch);
    if (frame.resends) add_timer(rows, view, frame, stretch.rightward());
    add_tick(rows, view, moment, frame.sent);
  }
}

}  // namespace

std::string LadderRows::Arrow::whole_label() const {
  if (segment.empty()) return label;
  return fmt::format("{}{}({})", label, label.empty() ? "" : " ", segment);
}

LadderRows ladder_rows(const View& view) {
  LadderRows rows;
  const Moment moment = moment_of(view);
  rows.relative = !view.preferences.absolute_numbers;
  if (!moment.scene) return rows;
  rows.now = view.teaching.to_teaching(moment.now);
  rows.now_text =
      say(view.words, "rows.now",
          {{"number", milliseconds(std::max<Time>(0, between(moment.zero, moment.now)))}});
  rows.length = rows.now;
  rows.left = lifeline(view, moment, true, moment.now);
  rows.right = lifeline(view, moment, false, moment.now);
  rows.middle = middle_hosts(view, moment);
  add_frames(rows, view, moment);
  add_running_timers(rows, view, moment);
  add_countdowns(rows, view, moment);
  add_calls(rows, view, moment);
  for (const TeachingTime::Break& silence : view.teaching.breaks()) {
    if (silence.trace_to <= moment.now) rows.breaks.push_back(silence);
  }
  return rows;
}

}  // namespace wirelab::lab
