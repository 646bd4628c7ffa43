#pragma once

#include <algorithm>

namespace wirelab::window {

// Logical units everywhere above Paint: pixels divided by monitor scale x text setting.
struct Point {
  float x = 0, y = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  float mid_x() const { return x + w / 2; }
  float mid_y() const { return y + h / 2; }
  Point centre() const { return {mid_x(), mid_y()}; }
  bool empty() const { return w <= 0 || h <= 0; }

  Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
  Rect grown(float by) const { return inset(-by); }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  bool contains(const Rect& o) const {
    return o.x >= x && o.y >= y && o.right() <= right() && o.bottom() <= bottom();
  }
  bool overlaps(const Rect& o) const {
    return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
  }
  Rect common(const Rect& o) const {
    const float left = std::max(x, o.x), top = std::max(y, o.y);
    return {left, top, std::max(0.f, std::min(right(), o.right()) - left),
            std::max(0.f, std::min(bottom(), o.bottom()) - top)};
  }
};

}  // namespace wirelab::window
