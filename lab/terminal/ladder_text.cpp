#include "lab/terminal/ladder_text.hpp"

#include "lab/model/scene_events.hpp"
#include "lab/rows/ladder.hpp"
#include "lab/terminal/outcome_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace wirelab::lab {
namespace {

// Columns: "   1041.2  SYN-SENT       <the wire>  SYN-RECEIVED".
constexpr int time_width = 9;
constexpr int state_width = 12;
constexpr int gap = 2;
constexpr int least_wire = 34;

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

  int wire() const {
    return std::max(least_wire, style.width - time_width - 2 * (state_width + gap) - gap);
  }
};

std::string repeat(std::string_view text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

std::string state_cell(const Painter& p, tcp::State state, bool left) {
  const bool shown = state != tcp::State::unknown;
  const std::string text = left_in(shown ? tcp::name(state) : "", state_width);
  return p.style.paint(text, state_hue(state, left));
}

std::string time_cell(const Painter& p, Time y) {
  const double ms = static_cast<double>(p.teaching.to_trace(y) - p.zero) / 1e6;
  std::string text = fmt::format("{:.1f}", ms);
  if (text == "-0.0") text = "0.0";
  return right_in(text, time_width);
}

// "-- SYN Seq=0 resent ------------>": what ends the line is at the side that it goes to.
std::string wire_cell(const Painter& p, const LadderRows::Arrow& arrow) {
  const bool u = p.style.unicode;
  const std::string_view dash = u ? "─" : "-";
  std::string label = arrow.strong;
  for (const std::string* part : {&arrow.label, &arrow.word}) {
    if (!part->empty()) label += " " + *part;
  }
  std::string end = arrow.rightward ? (u ? "▶" : ">") : (u ? "◀" : "<");
  if (arrow.end == LadderRows::End::lost) end = u ? "✗" : "X";
  if (arrow.end == LadderRows::End::held) end = "||";
  if (arrow.end == LadderRows::End::travelling) end = "...";
  std::string fate = arrow.fate;
  const bool stops = arrow.end == LadderRows::End::lost || arrow.end == LadderRows::End::held;
  if (!stops && !fate.empty()) {
    label += " (" + fate + ")";
    fate.clear();
  }
  const int room =
      p.wire() - columns(label) - columns(end) - 4 - (fate.empty() ? 0 : columns(fate) + 1);
  const std::string line = repeat(dash, std::max(2, stops ? std::min(room, p.wire() / 6) : room));
  const std::string lead = repeat(dash, 2);
  std::string text;
  if (arrow.rightward) {
    text = fmt::format("{} {} {}{}{}{}", lead, label, line, end, fate.empty() ? "" : " ", fate);
    text = left_in(text, p.wire());
  } else {
    text = fmt::format("{}{}{}{} {} {}", fate, fate.empty() ? "" : " ", end, line, label, lead);
    text = right_in(text, p.wire());
  }
  return p.style.paint(text, arrow.end == LadderRows::End::lost ? Hue::rst : arrow.hue);
}

// When this copy of the frame was delivered; absent when it never was.
std::optional<Time> delivered(const Painter& p, const FrameRow& frame, int copy) {
  for (const Fate& fate : p.trace.fates(frame.index)) {
    if (fate.copy == copy && fate.kind == FateKind::delivered) return fate.time;
  }
  return std::nullopt;
}

// An arrow has two times, a line has one: it stands where the frame was sent, and each margin shows
// its end's state of this connection after it.
Entry arrow_entry(const Painter& p, const LadderRows::Arrow& arrow) {
  // A copy sets out from the hand, when it is let go.
  const std::size_t start = arrow.copy && arrow.path.size() > 2 ? arrow.path.size() - 2 : 0;
  const Time from = arrow.path[start].y;
  tcp::State sender = tcp::State::unknown, receiver = tcp::State::unknown;
  const FrameRow frame = p.trace.frame(p.trace.frame_by_number(arrow.frame).value_or(0));
  if (frame.is_tcp) {
    const Time arrival = delivered(p, frame, arrow.copy ? 2 : 1).value_or(frame.sent);
    const Time sent = arrow.copy ? arrival : frame.sent;
    sender = p.trace.state_at(frame.stream, frame.sender, sent);
    receiver = p.trace.state_at(frame.stream, other(frame.sender), arrival);
  }
  const std::string blank(gap, ' ');
  return {from, 1,
          time_cell(p, from) + blank + state_cell(p, arrow.rightward ? sender : receiver, true) +
              blank + wire_cell(p, arrow) + blank +
              state_cell(p, arrow.rightward ? receiver : sender, false)};
}

// The state that a call by itself led to, as listen() does; most calls change it by a frame, or not
// at all.
tcp::State led_to(const LadderRows::Lifeline& line, const LadderRows::CallMark& call) {
  if (call.text.rfind("listen", 0) != 0) return tcp::State::unknown;
  for (const auto& span : line.spans) {
    const bool here = span.from >= call.from && span.from <= call.to;
    if (here) return tcp::state(span.state).value_or(tcp::State::unknown);
  }
  return tcp::State::unknown;
}

Entry call_entry(const Painter& p, const LadderRows::CallMark& call, Time y, int rank) {
  const tcp::State left = call.left ? led_to(p.rows.left, call) : tcp::State::unknown;
  const tcp::State right = call.left ? tcp::State::unknown : led_to(p.rows.right, call);
  const std::string blank(gap, ' ');
  std::string text = time_cell(p, y) + blank + state_cell(p, left, true) + blank;
  const std::string name = p.style.strong(call.text);
  const std::string pad(static_cast<std::size_t>(std::max(0, p.wire() - columns(call.text))), ' ');
  text += call.left ? name + pad : pad + name;
  return {y, rank, text + blank + state_cell(p, right, false)};
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
  const auto name = [&](std::size_t i) {
    return i < scene.hosts.size() ? scene.hosts[i].name + " " + scene.hosts[i].address : "";
  };
  const int room = p.wire() + 2 * (state_width + gap);
  const std::string left = name(0), right = name(1);
  const int space = std::max(1, room - columns(left) - std::max(columns(right), state_width));
  text += right_in("ms", time_width) + std::string(gap, ' ') + p.style.paint(left, Hue::client) +
          std::string(static_cast<std::size_t>(space), ' ') + p.style.paint(right, Hue::server);
  return text + "\n";
}

std::string without_blanks_at_end(const std::string& text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::string paint(const Painter& p) {
  std::vector<Entry> entries;
  for (const LadderRows::Arrow& arrow : p.rows.arrows) entries.push_back(arrow_entry(p, arrow));
  for (const LadderRows::CallMark& call : p.rows.calls) add_call(entries, p, call);
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.y != b.y ? a.y < b.y : a.rank < b.rank;
  });
  std::string text = head(p);
  for (const Entry& entry : entries) text += without_blanks_at_end(entry.text) + "\n";
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
  const View view{trace, session, {end, false, false}, teaching, lesson, words, {}, false, ""};
  const LadderRows rows = ladder_rows(view);
  const FrameRange frames = frames_of(trace, scene);
  const Time zero = frames.first < frames.last ? trace.frame(frames.first).sent : s.begin;
  return paint({trace, scene, lesson, words, style, teaching, rows, zero});
}

}  // namespace wirelab::lab
