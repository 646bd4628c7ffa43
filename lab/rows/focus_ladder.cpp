#include "lab/rows/frame_label.hpp"
#include "lab/rows/ladder_parts.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

// More than a screen can hold.
constexpr std::size_t most_items = 400;

std::size_t index_of(const Focus& focus, std::uint32_t position) {
  return focus.frames()[position];
}

// Of milliseconds, so that the frames of a fast connection have times of their own.
int decimals_of(const View& view) {
  const Time last = view.teaching.to_trace(view.teaching.length());
  return between(view.teaching.origin(), last) < 200'000'000 ? 3 : 0;
}

// The first item that reaches beyond a teaching time.
std::size_t item_at(const CaptureView& view, Time teaching) {
  const Focus& focus = view.focus;
  const auto items = focus.items();
  const auto found = std::partition_point(items.begin(), items.end(), [&](const Focus::Item& i) {
    const auto last = view.trace.tcp(index_of(focus, i.first + i.count - 1));
    return view.teaching.to_teaching(last->sent) < teaching;
  });
  return static_cast<std::size_t>(found - items.begin());
}

// What is most worth saying of it, beside the arrow.
std::string word_of(const View& view, const FrameRow& frame) {
  if (frame.resends) return say(view.words, "rows.resent");
  return verdict_label(frame, view.words);
}

void add_capture_timer(LadderRows& rows, const View& view, const FrameRow& frame, bool left) {
  const auto& verdicts = frame.analysis;
  const bool fast =
      std::find(verdicts.begin(), verdicts.end(), Verdict::fast_retransmission) != verdicts.end();
  if (!frame.resends || fast) return;
  const auto before = view.trace.frame_by_number(*frame.resends);
  if (!before) return;
  const Time set = view.trace.tcp(*before)->sent;
  const Time ran = between(set, frame.sent);
  if (ran < shortest_timer) return;
  rows.timers.push_back({left, view.teaching.to_teaching(set),
                         view.teaching.to_teaching(frame.sent),
                         say(view.words, "rows.timer", {{"time", short_time(ran)}})});
}

void add_band(LadderRows& rows, const CaptureView& view, const Focus::Item& item) {
  const Focus& focus = view.focus;
  const std::size_t first = index_of(focus, item.first);
  const Time from = view.trace.tcp(first)->sent;
  const Time to = view.trace.tcp(index_of(focus, item.first + item.count - 1))->sent;
  const std::string text =
      say(view.words, "rows.band",
          {{"count", thousands(item.count)}, {"time", short_time(between(from, to))}});
  rows.bands.push_back(
      {{first, item.level}, view.teaching.to_teaching(from), view.teaching.to_teaching(to), text});
}

void add_arrow(LadderRows& rows, const View& view, const Moment& moment, std::size_t index,
               std::uint64_t selected) {
  const FrameRow frame = view.trace.frame(index);
  const bool rightward = is_rightward(view, moment, frame);
  const Time y = view.teaching.to_teaching(frame.sent);
  Flight flight;
  flight.path = {{0, y}, {1, y}};
  flight.ghost = {1, y};
  flight.end = Flight::End::arrived;
  LadderRows::Arrow arrow = arrow_of(view, frame, flight, whole_way(rightward));
  arrow.word = word_of(view, frame);
  arrow.selected = frame.number == selected;
  arrow.thick = arrow.thick || arrow.selected;
  rows.arrows.push_back(std::move(arrow));
  add_capture_timer(rows, view, frame, rightward);
  add_tick(rows, view, moment, frame.sent, decimals_of(view));
}

}  // namespace

LadderRows focus_ladder_rows(const CaptureView& view, Time from, Time to) {
  LadderRows rows;
  const Moment moment = moment_of(view);
  rows.relative = !view.preferences.absolute_numbers;
  rows.folds = !view.session.open_folds.empty();
  if (!moment.focus || view.teaching.empty()) return rows;
  const Focus& focus = view.focus;
  rows.now = std::max<Time>(0, view.teaching.to_teaching(moment.now));
  rows.now_text = say(view.words, "rows.now_here");
  rows.length = view.teaching.length();
  const Time end = view.teaching.to_trace(rows.length);
  rows.left = lifeline(view, moment, true, end);
  rows.right = lifeline(view, moment, false, end);
  const auto selected = selected_frame(view, moment);
  const auto items = focus.items();
  const std::size_t first = item_at(view, from);
  for (std::size_t i = first; i < std::min(items.size(), first + most_items); ++i) {
    const std::size_t index = index_of(focus, items[i].first);
    if (view.teaching.to_teaching(view.trace.tcp(index)->sent) > to) break;
    if (items[i].count > 1) {
      add_band(rows, view, items[i]);
      add_tick(rows, view, moment, view.trace.tcp(index)->sent, decimals_of(view));
    } else {
      add_arrow(rows, view, moment, index, selected ? selected->number : 0);
    }
  }
  for (const TeachingTime::Break& silence : view.teaching.breaks()) {
    if (silence.teaching_to >= from && silence.teaching_from <= to) rows.breaks.push_back(silence);
  }
  return rows;
}

}  // namespace wirelab::lab
