#include "lab/rows/ladder_parts.hpp"

#include "lab/rows/frame_label.hpp"
#include "lab/rows/wording.hpp"

namespace wirelab::lab {
namespace {

// Between two labels of the axis, so that they do not touch.
constexpr Time least_tick_distance = 9'000'000;

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

LadderRows::Lifeline lifeline(const View& view, const Moment& moment, bool left, Time until) {
  using Span = LadderRows::Lifeline::Span;
  LadderRows::Lifeline line{end_name(view, moment, left), end_hue(left), {}};
  const Time now = view.teaching.to_teaching(until);
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
  const tcp::State first = state_at(view, moment, side, begin);
  open(first, 0, first != tcp::State::unknown && first != tcp::State::closed);
  for (const Transition& change : transitions(view, moment, side)) {
    if (change.time <= begin) continue;
    if (change.time > until) break;
    open(change.to, view.teaching.to_teaching(change.time), true);
  }
  return line;
}

LadderRows::Arrow arrow_of(const View& view, const FrameRow& frame, const Flight& flight,
                           Stretch stretch) {
  const bool rightward = stretch.rightward();
  LadderRows::Arrow arrow;
  const auto place = [&](const Flight::Point& point) {
    return LadderRows::Point{stretch.at(point.progress), point.teaching};
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
  arrow.from = stretch.from;
  arrow.to = stretch.to;
  arrow.hue = frame_hue(frame, rightward);
  arrow.rightward = rightward;
  arrow.dashed = frame.resends.has_value();
  arrow.double_head = frame.is_tcp && frame.segment.has(tcp::rst);
  arrow.thick = arrow.double_head;
  arrow.copy = flight.copy > 1;
  arrow.strong = flag_names(frame);
  arrow.label = numbers(frame, view.preferences.absolute_numbers);
  if (arrow.dashed) arrow.word = say(view.words, "rows.resent");
  if (arrow.copy) arrow.word = say(view.words, "rows.copy");
  arrow.fate = fate_text(view, flight);
  return arrow;
}

void add_tick(LadderRows& rows, const View& view, const Moment& moment, Time at, int decimals) {
  const Time y = view.teaching.to_teaching(at);
  if (!rows.ticks.empty() && between(rows.ticks.back().y, y) < least_tick_distance) return;
  std::string text = milliseconds(between(moment.zero, at), decimals);
  if (rows.ticks.empty()) text = say(view.words, "rows.milliseconds", {{"number", text}});
  rows.ticks.push_back({y, text});
}

}  // namespace wirelab::lab
