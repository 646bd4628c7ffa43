#include <fmt/format.h>

#include <algorithm>

#include "lab/window/panel/ladder_parts.hpp"
#include "lab/window/widget/arrow.hpp"
#include "lab/window/widget/dashes.hpp"
#include "lab/window/widget/glow.hpp"
#include "lab/window/widget/mark.hpp"

namespace wirelab::window {
namespace {

using lab::LadderRows;
using End = LadderRows::End;
constexpr Dash resent_dash{8, 4}, ghost_dash{2, 5}, held_dash{3, 4};
constexpr float head = 10, twin = 5;

float stroke_of(const LadderRows::Arrow& arrow) {
  if (arrow.selected) return 3;
  if (arrow.double_head) return 2.5F;
  return arrow.hue == lab::Hue::ack && !arrow.thick ? 1.5F : 2;
}

std::vector<Point> points_of(const LadderScale& scale, const LadderRows::Arrow& arrow) {
  std::vector<Point> points;
  for (const auto& p : arrow.path) {
    const Point at = scale.at(p);
    points.push_back({at.x, at.y + (arrow.copy ? twin : 0)});
  }
  return points;
}

void draw_line(Paint& paint, const std::vector<Point>& points, const LadderRows::Arrow& arrow,
               Color color) {
  const float width = stroke_of(arrow);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const bool last = i + 2 == points.size();
    const Point a = points[i];
    const Point b =
        last && arrow.end == End::arrow ? toward(points[i + 1], a, head * 0.7F) : points[i + 1];
    if (arrow.selected) glow_line(paint, a, b, color, 1);
    const bool waits = points.size() == 4 && i == 1;  // the vertical piece of a kinked arrow
    if (waits) {
      dashed(paint, a, b, color, width, held_dash);
    } else if (arrow.dashed) {
      dashed(paint, a, b, color, width, resent_dash);
    } else {
      paint.line(a, b, color, width);
    }
  }
}

void draw_end(Paint& paint, const LadderScale& scale, const std::vector<Point>& points,
              const LadderRows& rows, const LadderRows::Arrow& arrow, Color color, Taken& taken) {
  const Theme& t = paint.theme();
  const Point end = points.back(), before = points[points.size() - 2];
  const Point ghost = scale.at(arrow.ghost_to);
  const bool unfinished = arrow.end != End::arrow;
  if (unfinished && ghost.y > end.y) {
    dashed(paint, toward(end, ghost, 14), ghost, fade(color, 0.35F), 1.5F, ghost_dash);
  }
  switch (arrow.end) {
    case End::arrow:
      arrow_head(paint, before, end, color, head + (arrow.selected ? 2 : 0),
                 arrow.selected ? 5.5F : 4.5F);
      if (arrow.double_head) arrow_head(paint, before, toward(end, before, 9), color, head);
      break;
    case End::lost:
      cross_mark(paint, end, 6, t.rst, 3);
      taken.add({end.x - 9, end.y - 9, 18, 18});
      break;
    case End::held:
      dashed(paint, {end.x, end.y + 13}, {end.x, std::max(end.y + 13, scale.y(rows.now) - 1)},
             color, 2, held_dash);
      pause_disc(paint, end, t.look == lab::Look::dark ? t.now : t.text, t.bg);
      taken.add({end.x - 12, end.y - 12, 24, 24});
      break;
    case End::travelling: paint.disc(end, 4, color); break;
  }
}

}  // namespace

void draw_arrows(Paint& paint, const LadderScale& scale, const LadderRows& rows, Taken& taken) {
  const Theme& t = paint.theme();
  const auto draw_pass = [&](bool selected) {
    for (const auto& arrow : rows.arrows) {
      if (arrow.selected != selected || arrow.path.size() < 2) continue;
      const float from = scale.y(arrow.path.front().y),
                  to = std::max(scale.y(arrow.path.back().y), scale.y(arrow.ghost_to.y));
      if (!scale.sees(from - 12, std::max(to, from) + 12)) continue;
      const std::vector<Point> points = points_of(scale, arrow);
      const Color color = t.role(arrow.hue);
      draw_line(paint, points, arrow, color);
      draw_end(paint, scale, points, rows, arrow, color, taken);
      if (arrow.branch) continue;
      const Point a = points.front(), b = points.back();
      paint.registry().item(
          fmt::format("ladder.arrow.{}{}", arrow.frame, arrow.copy ? ".copy" : ""),
          {std::min(a.x, b.x), a.y, std::abs(b.x - a.x), b.y - a.y});
    }
  };
  draw_pass(false);
  draw_pass(true);
}

}  // namespace wirelab::window
