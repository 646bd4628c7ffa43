#include "lab/terminal/ladder_columns.hpp"

#include "lab/terminal/ladder_line.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace wirelab::lab {
namespace {

constexpr std::size_t most_middle_hosts = 3;

std::string joined(std::initializer_list<const std::string*> parts) {
  std::string text;
  for (const std::string* part : parts) {
    if (!part->empty()) text += (text.empty() ? "" : " ") + *part;
  }
  return text;
}

}  // namespace

LadderColumns::LadderColumns(const Style& style, const LadderRows& rows)
    : style_(style), width_(wire_width(style)), middle_(rows.middle) {
  places_.push_back(0);
  for (const MiddleHost& host : middle_) places_.push_back(place(host.x));
  places_.push_back(width_ - 1);
}

std::optional<LadderColumns> LadderColumns::make(const Style& style, const LadderRows& rows) {
  if (rows.middle.empty() || rows.middle.size() > most_middle_hosts) return std::nullopt;
  LadderColumns columns(style, rows);
  for (const LadderRows::Arrow& arrow : rows.arrows)
    if (!arrow.branch && !columns.label(arrow)) return std::nullopt;
  return columns;
}

int LadderColumns::place(double x) const {
  return static_cast<int>(std::lround(std::clamp(x, 0.0, 1.0) * (width_ - 1)));
}

int LadderColumns::room(const LadderRows::Arrow& arrow) const {
  return std::abs(place(arrow.to) - place(arrow.from)) - 1;
}

// Whole; or without its numbers, where there is more to say.
std::optional<std::string> LadderColumns::label(const LadderRows::Arrow& arrow) const {
  const auto fits = [&](const std::string& text) {
    return least_arrow(style_, arrow, text) <= room(arrow);
  };
  const std::string whole = joined({&arrow.strong, &arrow.label, &arrow.word});
  if (fits(whole)) return whole;
  const std::string brief = joined({&arrow.strong, &arrow.word});
  const bool more = !arrow.word.empty() || !arrow.fate.empty();
  return more && fits(brief) ? std::optional(brief) : std::nullopt;
}

std::string LadderColumns::lifelines(int from, int to) const {
  std::string text;
  for (int at = from; at < to; ++at) {
    const bool here = std::find(places_.begin(), places_.end(), at) != places_.end();
    text += !here ? " " : style_.unicode ? "│" : "|";
  }
  return style_.paint(text, Hue::muted);
}

std::string LadderColumns::arrow(const LadderRows::Arrow& arrow) const {
  const int from = std::min(place(arrow.from), place(arrow.to));
  const int to = std::max(place(arrow.from), place(arrow.to));
  return lifelines(0, from + 1) +
         arrow_cell(style_, arrow, label(arrow).value_or(arrow.strong), room(arrow)) +
         lifelines(to, width_);
}

std::string LadderColumns::beside(const std::string& plain, const std::string& painted,
                                  double x) const {
  const int room = columns(plain), own = place(x);
  if (room > width_ - 2) return painted + left_in("", width_ - room);
  // To the right of its lifeline, unless it would stand out there.
  const int from = own + 1 + room < width_ ? own + 1 : std::max(own - room, 1);
  return lifelines(0, from) + painted + lifelines(from + room, width_);
}

std::string LadderColumns::head(const std::string& left, const std::string& right) const {
  std::string text = left_in(right_in("ms", state_from() - 2), state_from());
  text += style_.paint(left, Hue::client);
  int at = state_from() + columns(left);
  const auto add = [&](int from, const std::string& name, Hue hue) {
    const int gap = std::max(from - at, 1);
    text += left_in("", gap) + style_.paint(name, hue);
    at += gap + columns(name);
  };
  // At the margin, or further left where it would stand out.
  const int right_from =
      wire_from() + width_ + 2 - std::max(0, columns(right) - (wire_from() - state_from() - 2));
  for (std::size_t i = 0; i < middle_.size(); ++i) {
    const int centre = wire_from() + places_[i + 1];
    const bool last = i + 1 == middle_.size();
    const int next = last ? right_from : wire_from() + (places_[i + 1] + places_[i + 2]) / 2;
    const std::string whole = middle_[i].name + " " + middle_[i].address;
    const int half = columns(whole) / 2;
    const bool fits = at < centre - half && centre + half + 1 < next;
    const std::string& name = fits ? whole : middle_[i].name;
    add(centre - columns(name) / 2, name, Hue::muted);
  }
  add(right_from, right, Hue::server);
  return text + "\n";
}

}  // namespace wirelab::lab
