#include "lab/window/widget/arrow.hpp"

#include <cmath>

namespace wirelab::window {

Point between(Point a, Point b, float share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

Point toward(Point from, Point to, float distance) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  return length <= 0 ? from : between(from, to, distance / length);
}

void arrow_head(Paint& paint, Point from, Point tip, Color color, float length, float half_width) {
  const float whole = std::hypot(tip.x - from.x, tip.y - from.y);
  if (whole <= 0) return;
  const float dx = (tip.x - from.x) / whole, dy = (tip.y - from.y) / whole;
  const Point base{tip.x - dx * length, tip.y - dy * length};
  const Point head[] = {tip,
                        {base.x - dy * half_width, base.y + dx * half_width},
                        {base.x + dy * half_width, base.y - dx * half_width}};
  paint.fill_poly(head, color);
}

void list_arrow(Paint& paint, Point c, bool rightward, Color color) {
  const float way = rightward ? 1.F : -1.F;
  const Point tail{c.x - 9 * way, c.y}, tip{c.x + 9 * way, c.y};
  paint.line(tail, {tip.x - 6 * way, tip.y}, color, 2);
  arrow_head(paint, tail, tip, color, 8, 3.6F);
}

}  // namespace wirelab::window
