#include "lab/terminal/ladder_text.hpp"

#include "lab/model/scene_events.hpp"
#include "lab/rows/kernel_changes.hpp"
#include "lab/rows/ladder.hpp"
#include "lab/terminal/ladder_columns.hpp"
#include "lab/terminal/ladder_line.hpp"
#include "lab/terminal/outcome_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace wirelab::lab {
namespace {

// One line between the margins, in the order of time.
struct Entry {
  Time y;
  int rank;  // among what happens at the same moment: a call before its frame
  std::string text;
};

struct Painter {
  const Trace& trace;
  std::size_t scene;
  const lessons::LessonText* lesson;
  const Words& words;
  const Style& style;
  const TeachingTime& teaching;
  const LadderRows& rows;
  Time zero;  // the scene's first frame
  const std::vector<KernelChange>& changes;
  std::optional<LadderColumns> columns;  // of more than two hosts

  int wire() const { return wire_width(style); }
  std::string arrow(const LadderRows::Arrow& arrow) const {
    return columns ? columns->arrow(arrow) : wire_cell(style, arrow);
  }
  std::string beside(const std::string& plain, const std::string& painted, double x) const {
    if (columns) return columns->beside(plain, painted, x);
    const std::string pad = left_in("", wire() - lab::columns(plain));
    return x < 1 ? painted + pad : pad + painted;
  }
};

std::string time_cell(const Painter& p, Time y) {
  return lab::time_cell(between(p.zero, p.teaching.to_trace(y)));
}

// When this copy of the frame was delivered; absent when it never was.
std::optional<Time> delivered(const Painter& p, const FrameRow& frame, int copy) {
  for (const Fate& fate : p.trace.fates(frame.index)) {
    if (fate.copy == copy && fate.kind == FateKind::delivered) return fate.time;
  }
  return std::nullopt;
}

// An arrow has two times, a line has one: it stands where the frame was sent, and each margin shows
// its end's state of the frame's own connection after it.
Entry arrow_entry(const Painter& p, const LadderRows::Arrow& arrow) {
  // A copy sets out from the hand, when it is let go.
  const std::size_t start = arrow.copy && arrow.path.size() > 2 ? arrow.path.size() - 2 : 0;
  const Time from = arrow.path[start].y;
  const FrameRow frame = p.trace.frame(p.trace.frame_by_number(arrow.frame).value_or(0));
  tcp::State sender = frame.sender_state, receiver = frame.receiver_state;
  if (frame.is_tcp && arrow.copy) {
    const Time arrival = delivered(p, frame, 2).value_or(frame.sent);
    sender = p.trace.state_at(frame.stream, frame.sender, arrival);
    receiver = p.trace.state_at(frame.stream, other(frame.sender), arrival);
  }
  const LineStates states =
      arrow.rightward ? LineStates{sender, receiver} : LineStates{receiver, sender};
  return {from, 1, ladder_line(p.style, time_cell(p, from), states, p.arrow(arrow))};
}

// The state that a call by itself led to, as listen() does; most calls change it by a frame, or not
// at all.
tcp::State led_to(const LadderRows::Lifeline& line, const LadderRows::CallMark& call) {
  using Span = LadderRows::Lifeline::Span;
  if (call.text.rfind("listen", 0) != 0) return tcp::State::unknown;
  const auto span = std::ranges::lower_bound(line.spans, call.from, {}, &Span::from);
  const bool here = span != line.spans.end() && span->from <= call.to;
  return here ? tcp::state(span->state).value_or(tcp::State::unknown) : tcp::State::unknown;
}

Entry call_entry(const Painter& p, const LadderRows::CallMark& call, Time y, int rank) {
  const tcp::State left = call.x == 0 ? led_to(p.rows.left, call) : tcp::State::unknown;
  const tcp::State right = call.x == 1 ? led_to(p.rows.right, call) : tcp::State::unknown;
  return {y, rank,
          ladder_line(p.style, time_cell(p, y), {left, right},
                      p.beside(call.text, p.style.strong(call.text), call.x))};
}

// At the side of the host that it is of. Longer than the wire it takes the whole line.
Entry change_entry(const Painter& p, Time time, const std::string& host, const std::string& text) {
  const double x = host == p.rows.right.name ? 1 : 0;
  const bool end = host == p.rows.left.name || host == p.rows.right.name;
  const std::string plain = fmt::format("({}{})", end ? "" : host + ": ", text);
  const Time y = p.teaching.to_teaching(time);
  if (columns(plain) <= p.wire())
    return {y, 3,
            ladder_line(p.style, left_in("", columns(time_cell(p, y))), {},
                        p.beside(plain, p.style.paint(plain, Hue::muted), x))};
  const int room = std::max(p.style.width - state_from(), 1);
  const std::string cut = cut_to(plain, room);
  return {y, 3, left_in("", state_from()) + p.style.paint(cut, Hue::muted) + "\n"};
}

// What one host's kernel told at one moment shares a line, as far as it fits.
void add_changes(std::vector<Entry>& entries, const Painter& p) {
  constexpr Time one_moment = 1'000'000;
  std::string text;
  const KernelChange* first = nullptr;
  for (const KernelChange& change : p.changes) {
    const bool same = first && first->host == change.host &&
                      between(first->time, change.time) < one_moment &&
                      columns(text) + columns(change.text) + 4 <= p.wire();
    if (!same && first) entries.push_back(change_entry(p, first->time, first->host, text));
    if (same) {
      text.append(", ").append(change.text);
    } else {
      text = change.text, first = &change;
    }
  }
  if (first) entries.push_back(change_entry(p, first->time, first->host, text));
}

bool anything_between(const LadderRows& rows, Time from, Time to) {
  return std::any_of(rows.arrows.begin(), rows.arrows.end(), [&](const LadderRows::Arrow& arrow) {
    return (arrow.path.front().y > from && arrow.path.front().y < to) ||
           (arrow.path.back().y > from && arrow.path.back().y < to);
  });
}

// A call that returned at once is one line; one that waited is two.
void add_call(std::vector<Entry>& entries, const Painter& p, const LadderRows::CallMark& call) {
  const bool returned = call.text.find(" = ") != std::string::npos;
  if (returned && anything_between(p.rows, call.from, call.to)) {
    LadderRows::CallMark begin = call;
    begin.text = call.text.substr(0, call.text.find(" = "));
    entries.push_back(call_entry(p, begin, call.from, 0));
    entries.push_back(call_entry(p, call, call.to, 2));
  } else {
    entries.push_back(call_entry(p, call, call.from, 0));
  }
}

std::string head(const Painter& p) {
  const Scene& scene = p.trace.scenes()[p.scene];
  std::string title = scene.step.empty() ? "" : scene.step;
  const lessons::StepText* step = p.lesson ? p.lesson->step(scene.step) : nullptr;
  if (step) title += "  " + step->title;
  std::string text = title.empty() ? "" : p.style.strong(title) + "\n";
  const auto named = [&](const std::string& name) {
    for (const Host& host : scene.hosts)
      if (host.name == name) return name + " " + host.address;
    return name;
  };
  const std::string left = named(p.rows.left.name), right = named(p.rows.right.name);
  return text + (p.columns ? p.columns->head(left, right) : ladder_head(p.style, left, right));
}

std::string paint(const Painter& p) {
  std::vector<Entry> entries;
  for (const LadderRows::Arrow& arrow : p.rows.arrows)
    if (!arrow.branch) entries.push_back(arrow_entry(p, arrow));
  for (const LadderRows::CallMark& call : p.rows.calls) add_call(entries, p, call);
  add_changes(entries, p);
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.y != b.y ? a.y < b.y : a.rank < b.rank;
  });
  std::string text = head(p);
  for (const Entry& entry : entries) text += entry.text;
  return text + outcome_text(p.trace, p.scene, p.lesson, p.words, p.style);
}

}  // namespace

std::string ladder_text(const Trace& trace, std::size_t scene, const lessons::LessonText* lesson,
                        const Words& words, const Style& style) {
  SceneTime time;
  time.update(trace, scene);
  Session session;
  session.scene = scene;
  const Scene& s = trace.scenes()[scene];
  const TeachingTime& teaching = time.teaching();
  const Time end = std::max(teaching.to_trace(teaching.length()), s.end.value_or(trace.end()));
  const View view{trace, session, {end, false, false}, teaching, words, {}};
  const LadderRows rows = ladder_rows(view);
  const FrameRange frames = frames_of(trace, scene);
  const Time zero = frames.first < frames.last ? trace.sent(frames.first) : s.begin;
  const std::vector<KernelChange> changes = kernel_changes(view);
  return paint({trace, scene, lesson, words, style, teaching, rows, zero, changes,
                LadderColumns::make(style, rows)});
}

}  // namespace wirelab::lab
