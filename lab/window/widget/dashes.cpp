#include "lab/window/widget/dashes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace wirelab::window {
namespace {

// The stretch of a line of this length, from `a` to `b`, that may be in sight: what lies outside
// the clip is not drawn dash by dash.
struct Stretch {
  float from, to;  // along the line
};

Stretch in_sight(const Rect& clip, Point a, Point b, float length, float width) {
  const Rect seen = clip.grown(width);
  float from = 0, to = 1;
  const auto cut = [&](float at, float way, float low, float high) {
    if (way == 0) {
      if (at < low || at > high) to = 0;
      return;
    }
    const float one = (low - at) / way, other = (high - at) / way;
    from = std::max(from, std::min(one, other));
    to = std::min(to, std::max(one, other));
  };
  cut(a.x, b.x - a.x, seen.x, seen.right());
  cut(a.y, b.y - a.y, seen.y, seen.bottom());
  return {from * length, to * length};
}

}  // namespace

void dashed(Paint& paint, std::span<const Point> path, Color color, float width, Dash dash) {
  const float period = dash.on + dash.off;
  float at = 0;  // along the pattern
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const Point a = path[i], b = path[i + 1];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (length <= 0) continue;
    const auto along = [&](float s) {
      return Point{a.x + (b.x - a.x) * s / length, a.y + (b.y - a.y) * s / length};
    };
    const Stretch seen = in_sight(paint.clip(), a, b, length, width);
    for (float s = seen.from; s < seen.to;) {
      const float phase = std::fmod(at + s, period);
      const bool drawn = phase < dash.on;
      const float step = std::max(0.01F, (drawn ? dash.on : period) - phase);
      if (drawn) paint.line(along(s), along(std::min(s + step, length)), color, width);
      s += step;
    }
    at = std::fmod(at + length, period);
  }
}

void dashed(Paint& paint, Point a, Point b, Color color, float width, Dash dash) {
  const Point path[] = {a, b};
  dashed(paint, path, color, width, dash);
}

void dashed_pill(Paint& paint, Rect r, Color color, float width, Dash dash) {
  const float radius = r.h / 2;
  constexpr int steps = 12;
  std::vector<Point> path;
  const auto cap = [&](float cx, float from) {
    for (int i = 0; i <= steps; ++i) {
      const float angle = from + std::numbers::pi_v<float> * static_cast<float>(i) / steps;
      path.push_back({cx + radius * std::cos(angle), r.mid_y() + radius * std::sin(angle)});
    }
  };
  cap(r.right() - radius, -std::numbers::pi_v<float> / 2);
  cap(r.x + radius, std::numbers::pi_v<float> / 2);
  path.push_back(path.front());
  dashed(paint, path, color, width, dash);
}

void dotted_across(Paint& paint, float x0, float x1, float y, Color color, float pitch) {
  const float size = std::max(1.F, std::round(paint.ui())) / paint.ui();
  for (float x = x0; x < x1; x += pitch) paint.fill({x, y, size, size}, color);
}

}  // namespace wirelab::window
