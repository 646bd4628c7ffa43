#include "lab/window/widget/glow.hpp"

#include <algorithm>

namespace wirelab::window {
namespace {
constexpr int line_strokes = 5, box_strokes = 4;
constexpr float line_alpha = 0.07F, box_alpha = 0.08F;
}  // namespace

void glow_line(Paint& paint, Point a, Point b, Color color, float strength) {
  for (int i = line_strokes; i >= 1; --i) {
    paint.line(a, b, fade(color, line_alpha * strength), 3.F * static_cast<float>(i) + 1);
  }
}

void glow_bezier(Paint& paint, Point a, Point b, Point c, Point d, Color color, float strength) {
  for (int i = line_strokes; i >= 1; --i) {
    paint.bezier(a, b, c, d, fade(color, line_alpha * strength), 4.F * static_cast<float>(i));
  }
}

void glow_box(Paint& paint, Rect r, Color color, float radius, float strength) {
  for (int i = box_strokes; i >= 1; --i) {
    const float by = 2.5F * static_cast<float>(i);
    paint.fill(r.grown(by), fade(color, box_alpha * strength), radius + by);
  }
}

float glow_of_age(double age) {
  constexpr double in = 0.12, hold = 0.6, out = 0.9;
  if (age < 0) return 0;
  if (age < in) return static_cast<float>(age / in);
  if (age < in + hold) return 1;
  return static_cast<float>(std::max(0.0, 1 - (age - in - hold) / out));
}

}  // namespace wirelab::window
