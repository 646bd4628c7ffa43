#include "lab/terminal/ladder_line.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

constexpr int time_width = 9;
constexpr int state_width = 12;
constexpr int gap = 2;
constexpr int least_wire = 34;

std::string repeat(std::string_view text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

std::string state_cell(const Style& style, tcp::State state, bool left) {
  const bool shown = state != tcp::State::unknown;
  const std::string text = left_in(shown ? tcp::name(state) : "", state_width);
  return style.paint(text, state_hue(state, left));
}

std::string_view arrow_end(const Style& style, const LadderRows::Arrow& arrow) {
  switch (arrow.end) {
    case LadderRows::End::lost: return style.unicode ? "✗" : "X";
    case LadderRows::End::held: return "||";
    case LadderRows::End::travelling: return "...";
    case LadderRows::End::arrow: break;
  }
  if (arrow.rightward) return style.unicode ? "▶" : ">";
  return style.unicode ? "◀" : "<";
}

bool stops(const LadderRows::Arrow& arrow) {
  return arrow.end == LadderRows::End::lost || arrow.end == LadderRows::End::held;
}

// What a frame met on its way and went on.
std::string passed_fate(const LadderRows::Arrow& arrow) {
  return stops(arrow) || arrow.fate.empty() ? "" : " (" + arrow.fate + ")";
}

}  // namespace

int wire_width(const Style& style) {
  return std::max(least_wire, style.width - time_width - 2 * (state_width + gap) - gap);
}

std::string time_cell(Time since) {
  std::string text = fmt::format("{:.1f}", static_cast<double>(since) / 1e6);
  if (text == "-0.0") text = "0.0";
  return right_in(text, time_width);
}

int state_from() { return time_width + gap; }

int wire_from() { return state_from() + state_width + gap; }

int least_arrow(const Style& style, const LadderRows::Arrow& arrow, const std::string& label) {
  const int fate = stops(arrow) && !arrow.fate.empty() ? columns(arrow.fate) + 1 : 0;
  return columns(label + passed_fate(arrow)) + columns(arrow_end(style, arrow)) + 6 + fate;
}

std::string arrow_cell(const Style& style, const LadderRows::Arrow& arrow, std::string label,
                       int width) {
  const std::string_view dash = style.unicode ? "─" : "-";
  label += passed_fate(arrow);
  const std::string_view end = arrow_end(style, arrow);
  const std::string fate = stops(arrow) ? arrow.fate : "";
  const int room =
      width - columns(label) - columns(end) - 4 - (fate.empty() ? 0 : columns(fate) + 1);
  const std::string line =
      repeat(dash, std::max(2, stops(arrow) ? std::min(room, width / 6) : room));
  const std::string lead = repeat(dash, 2);
  std::string text;
  if (arrow.rightward) {
    text = fmt::format("{} {} {}{}{}{}", lead, label, line, end, fate.empty() ? "" : " ", fate);
    text = left_in(text, width);
  } else {
    text = fmt::format("{}{}{}{} {} {}", fate, fate.empty() ? "" : " ", end, line, label, lead);
    text = right_in(text, width);
  }
  return style.paint(text, arrow.end == LadderRows::End::lost ? Hue::rst : arrow.hue);
}

std::string wire_cell(const Style& style, const LadderRows::Arrow& arrow) {
  std::string label = arrow.strong;
  for (const std::string& part : {arrow.whole_label(), arrow.word}) {
    if (!part.empty()) label += " " + part;
  }
  return arrow_cell(style, arrow, label, wire_width(style));
}

std::string ladder_line(const Style& style, const std::string& time, LineStates states,
                        const std::string& wire) {
  const std::string blank(gap, ' ');
  const std::string text = time + blank + state_cell(style, states.left, true) + blank + wire +
                           blank + state_cell(style, states.right, false);
  return text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
}

std::string ladder_head(const Style& style, const std::string& left, const std::string& right) {
  const int room = wire_width(style) + 2 * (state_width + gap);
  const int space = std::max(1, room - columns(left) - std::max(columns(right), state_width));
  return right_in("ms", time_width) + std::string(gap, ' ') + style.paint(left, Hue::client) +
         std::string(static_cast<std::size_t>(space), ' ') + style.paint(right, Hue::server) + "\n";
}

}  // namespace wirelab::lab
