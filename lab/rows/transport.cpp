#include "lab/rows/transport.hpp"

#include "lab/rows/frame_label.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

constexpr std::size_t most_marks = 400;
constexpr int most_ticks = 6;

// 1, 2 or 5 times a power of ten nanoseconds, so that the scene gets at most six.
Time tick_step(Time span) {
  Time step = 1'000'000;
  for (int i = 0; span / step > most_ticks; ++i) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  return step;
}

int decimals_of(Time step) {
  if (step >= 1'000'000'000) return 0;
  if (step >= 100'000'000) return 1;
  return step >= 10'000'000 ? 2 : 3;
}

void add_ticks(TransportRows& rows, const View& view, Time zero) {
  // A connection of a capture need not begin with it.
  const Time begin = between(zero, view.teaching.origin());
  const Time end = between(zero, view.teaching.to_trace(rows.length));
  const Time step = tick_step(between(begin, end));
  // What stands less than two steps before zero gives its room to zero.
  Time at = later_by(begin, step - 1) / step * step;
  for (int i = 0; i <= most_ticks && at <= end; ++i, at = later_by(at, step)) {
    const Time teaching = view.teaching.to_teaching(later_by(zero, at));
    const bool near =
        !rows.ticks.empty() && between(rows.ticks.back().teaching, teaching) < rows.length / 14;
    if (near) continue;
    std::string text = seconds(at, decimals_of(step));
    if (at == 0) text = say(view.words, "rows.seconds", {{"number", "0"}});
    rows.ticks.push_back({teaching, text});
  }
}

// What stands out in a connection, as far as the bar has room for it.
void add_focus_marks(TransportRows& rows, const CaptureView& view, const Moment& moment) {
  const Focus& focus = view.focus;
  if (!moment.focus || view.teaching.empty()) return;
  const auto items = focus.items();
  const std::size_t step = items.size() / most_marks + 1;
  for (std::size_t i = 0; i < items.size(); i += step) {
    if (items[i].count > 1) continue;
    const FrameRow frame = view.trace.frame(focus.frames()[items[i].first]);
    const Hue hue =
        frame.analysis.empty() ? frame_hue(frame, is_rightward(view, moment, frame)) : Hue::rst;
    rows.marks.push_back({view.teaching.to_teaching(frame.sent), hue});
  }
  add_ticks(rows, view, moment.zero);
}

// All but the marks.
TransportRows bar_of(const View& view, const Moment& moment) {
  TransportRows rows;
  rows.playing = view.playhead.playing;
  rows.live = view.playhead.live;
  rows.can_go_live = view.producer_running && !view.playhead.live;
  rows.speed = view.preferences.speed;
  const Time past = std::max<Time>(0, between(moment.zero, moment.now));
  rows.time = say(view.words, "rows.seconds", {{"number", seconds(past, 3)}});
  if (!moment.scene) return rows;
  rows.now = std::max<Time>(0, view.teaching.to_teaching(moment.now));
  rows.length = std::max(view.teaching.length(), rows.now);
  return rows;
}

}  // namespace

TransportRows transport_rows(const View& view) {
  const Moment moment = moment_of(view);
  TransportRows rows = bar_of(view, moment);
  if (!moment.scene) return rows;
  const FrameRange seen = moment.seen;
  const std::size_t first = seen.last - std::min(seen.last - seen.first, most_marks);
  for (std::size_t i = first; i < seen.last; ++i) {
    const FrameRow frame = view.trace.frame(i);
    const bool rightward = is_rightward(view, moment, frame);
    rows.marks.push_back({view.teaching.to_teaching(frame.sent), frame_hue(frame, rightward)});
  }
  add_ticks(rows, view, moment.zero);
  return rows;
}

TransportRows focus_transport_rows(const CaptureView& view) {
  const Moment moment = moment_of(view);
  TransportRows rows = bar_of(view, moment);
  if (moment.scene) add_focus_marks(rows, view, moment);
  return rows;
}

}  // namespace wirelab::lab
