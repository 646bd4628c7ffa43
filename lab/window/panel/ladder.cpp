#include "lab/window/panel/ladder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lab/window/panel/ladder_parts.hpp"
#include "lab/window/widget/button.hpp"
#include "lab/window/widget/chip.hpp"
#include "lab/window/widget/dashes.hpp"
#include "lab/window/widget/mark.hpp"

namespace wirelab::window {
namespace {

using lab::LadderRows;

// Logical units a millisecond of teaching time: as tall as fits, within what a slope can bear.
constexpr double tallest = 3.1, flattest = 2.3;
constexpr double milliseconds = 1e-6;

// Of a scene *now* is the newest and stands below; of a capture it is a place among others.
void scroll_to_now(Scroll& scroll, const LadderRows& rows, double now, double room, bool capture,
                   double content) {
  if (!capture) {
    if (scroll.follow) scroll.offset = std::clamp(now - room, 0.0, std::max(0.0, content - room));
    return;
  }
  const std::string of = fmt::format("{} {}", rows.left.name, rows.now);
  if (scroll.of == of) return;
  scroll.of = of;
  if (now >= scroll.offset + 20 && now <= scroll.offset + room - 20) return;
  scroll.offset = std::clamp(now - room / 2, 0.0, std::max(0.0, content - room));
}

LadderScale make_scale(Rect area, const LadderRows& rows, Paint& paint, Scroll& scroll,
                       bool capture) {
  LadderScale scale{};
  scale.plot = {area.x, area.y + 44, area.w, area.h - 46};
  const float margin = std::clamp(area.w * 0.232F, 136.F, 200.F);
  scale.x0 = area.x + margin, scale.x1 = area.right() - margin;
  const float first = scale.plot.y + 23, room = scale.plot.bottom() - 22 - first;
  const double length = static_cast<double>(std::max(rows.length, rows.now)) * milliseconds;
  const double fitting = length > 0 ? static_cast<double>(room) / length : tallest;
  scale.per_ns = std::clamp(fitting, flattest, tallest) * milliseconds;

  const double content = length * scale.per_ns / milliseconds;
  const double now = static_cast<double>(rows.now) * scale.per_ns;
  const double before = scroll.offset;
  scroll.turn(paint, {scale.plot.x, scale.plot.y, scale.plot.w, room}, content);
  if (scroll.offset != before)
    scroll.follow = std::abs(scroll.offset - std::max(0.0, now - room)) < 24;
  scroll_to_now(scroll, rows, now, room, capture, content);
  const Rect beside{area.x, first, area.w - 4, room};
  if (capture) drag_bar(paint, "ladder.bar", beside, scroll, content);
  scale.top = first - scroll.offset;
  return scale;
}

void draw_grid(Paint& paint, const LadderScale& scale, const LadderRows& rows, Taken& taken) {
  const Theme& t = paint.theme();
  const float left = scale.plot.x + panel_pad;
  const bool named = scale.x0 - scale.plot.x >= 170;  // else the states need the room
  float free_from = scale.plot.y - 8;
  for (const auto& tick : rows.ticks) {
    const float y = scale.y(tick.y);
    if (!scale.sees(y - 8, y + 8) || y - 6 < free_from) continue;
    dotted_across(paint, named ? left + 44 : left, scale.x1, y, mix(t.bg, t.line2, 0.55F), 6);
    if (!named) continue;
    paint.text(left, y, Face::mono_small, t.faint, tick.text);
    taken.add(paint.text_rect(left, y, Face::mono_small, tick.text).grown(4));
    free_from = y + 8;
  }
  for (const auto& gap : rows.breaks) {
    const float y = (scale.y(gap.teaching_from) + scale.y(gap.teaching_to)) / 2;
    if (named && scale.sees(y - 6, y + 6)) zigzag(paint, left, y, t.line2);
  }
}

Chip now_chip(const Theme& t) {
  return {.face = Face::mono, .fill = t.now, .text = t.on_now, .height = 20, .pad = 7};
}

// Nothing is written across the now line of a scene, nor where its chip stands.
void keep_now_free(Paint& paint, const LadderScale& scale, const LadderRows& rows, Taken& taken) {
  const float y = scale.y(rows.now), right = scale.plot.right() - 8;
  const float w = chip_width(paint, now_chip(paint.theme()), rows.now_text);
  taken.add({scale.plot.x, y - 3, scale.plot.w, 5});
  taken.add({right - w - 3, y - 10, w + 3, 20});
}

// Of a capture it lies on the frame that is looked at, behind all that is written there.
void draw_now(Paint& paint, const LadderScale& scale, const LadderRows& rows, bool capture) {
  const Theme& t = paint.theme();
  const float y = scale.y(rows.now);
  if (!scale.sees(y, y) || rows.now_text.empty()) return;
  const float w = chip_width(paint, now_chip(t), rows.now_text);
  const float right = scale.plot.right() - 8, left = scale.x0 - 128;
  const float from = capture ? scale.x0 : std::max(scale.plot.x + panel_pad, left);
  const float to = capture ? scale.x1 : right - w;
  paint.fill({from, y - 1, to - from, 2}, t.now_line);
  draw_chip(paint, right - w, y, now_chip(t), rows.now_text);
  paint.registry().item("ladder.now", {right - w, y - 10, w, 20});
}

float distance(Point p, Point a, Point b) {
  const float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const float share =
      length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.F, 1.F) : 0;
  return std::hypot(p.x - a.x - share * dx, p.y - a.y - share * dy);
}

// The arrow nearest to the pointer, if one is near enough to be meant.
const LadderRows::Arrow* nearest(const LadderScale& scale, const LadderRows& rows, Point p) {
  const LadderRows::Arrow* found = nullptr;
  float best = 8;
  for (const auto& arrow : rows.arrows) {
    for (std::size_t i = 0; i + 1 < arrow.path.size(); ++i) {
      const float d = distance(p, scale.at(arrow.path[i]), scale.at(arrow.path[i + 1]));
      if (d < best) best = d, found = &arrow;
    }
  }
  return found;
}

// In the head, from the right.
void draw_buttons(Paint& paint, Rect area, const LadderRows& rows, Requests& requests) {
  const std::string other =
      paint.say(rows.relative ? "window.ladder.to_absolute" : "window.ladder.to_relative");
  float w = button_width(paint, other, {.key = "N"}, 14);
  float x = area.right() - panel_pad - w;
  if (draw_button(paint, "ladder.numbers", {x, area.y + 10, w, 28}, other, {.key = "N"}))
    requests.push_back(lab::ToggleAbsolute{});
  if (!rows.folds) return;
  const std::string fold = paint.say("window.capture.fold");
  w = button_width(paint, fold, {}, 14);
  x -= w + 8;
  if (draw_button(paint, "ladder.fold", {x, area.y + 10, w, 28}, fold, {}))
    requests.push_back(lab::CloseFolds{});
}

// Of a capture: what is in sight, and a little around it.
LadderRows in_sight(const LadderScale& scale, const LadderSource& source) {
  const auto teaching = [&](float y) {
    return whole_nanoseconds((static_cast<double>(y) - scale.top) / scale.per_ns);
  };
  return source(teaching(scale.plot.y - 30), teaching(scale.plot.bottom() + 30));
}

}  // namespace

// Both lifelines and every frame between them, with true slopes in teaching time.
Requests draw_ladder(Paint& paint, Rect area, const LadderRows& whole, Scroll& scroll,
                     const LadderSource& source) {
  const Theme& t = paint.theme();
  Requests requests;
  const std::string numbers =
      paint.say(whole.relative ? "window.ladder.relative" : "window.ladder.absolute");
  panel_head(paint, "ladder", area, t.bg, paint.say("window.ladder.title"), numbers,
             area.w - 2 * panel_pad - (whole.folds ? 270 : 170));
  draw_buttons(paint, area, whole, requests);
  const LadderScale scale = make_scale(area, whole, paint, scroll, source != nullptr);
  const LadderRows part = source ? in_sight(scale, source) : LadderRows();
  const LadderRows& rows = source ? part : whole;
  const Clip clip(paint, scale.plot);
  Taken taken;
  draw_grid(paint, scale, rows, taken);
  draw_lifelines(paint, scale, rows, taken);
  if (!source) keep_now_free(paint, scale, rows, taken);
  draw_margins(paint, scale, rows, taken);
  draw_now(paint, scale, rows, source != nullptr);
  for (auto& request : draw_bands(paint, scale, rows, taken)) requests.push_back(request);
  draw_arrows(paint, scale, rows, taken);
  draw_labels(paint, scale, rows, taken);

  const Touch touch =
      paint.touch("ladder.plot", {scale.x0, scale.plot.y, scale.x1 - scale.x0, scale.plot.h});
  if (touch.clicked) {
    if (const auto* arrow = nearest(scale, rows, paint.pointer()))
      requests.push_back(lab::SelectFrame{arrow->frame});
  }
  return requests;
}

}  // namespace wirelab::window
