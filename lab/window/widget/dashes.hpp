#pragma once

#include <span>

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// ImDrawList knows no dashes: strokes of `on` with gaps of `off` along a polyline.
struct Dash {
  float on = 8, off = 4;
};
void dashed(Paint& paint, std::span<const Point> path, Color color, float width, Dash dash);
void dashed(Paint& paint, Point a, Point b, Color color, float width, Dash dash);
// The border of a pill.
void dashed_pill(Paint& paint, Rect r, Color color, float width, Dash dash);
// A row of points one pixel wide, for grid lines.
void dotted_across(Paint& paint, float x0, float x1, float y, Color color, float pitch);

}  // namespace wirelab::window
