#include "lab/window/widget/mark.hpp"

#include <cmath>
#include <numbers>

namespace wirelab::window {

void cross_mark(Paint& paint, Point c, float half, Color color, float width) {
  paint.line({c.x - half, c.y - half}, {c.x + half, c.y + half}, color, width);
  paint.line({c.x - half, c.y + half}, {c.x + half, c.y - half}, color, width);
}

void tick_mark(Paint& paint, Point c, float half, Color color, float width) {
  const Point path[] = {
      {c.x - half, c.y}, {c.x - half * 0.3F, c.y + half * 0.7F}, {c.x + half, c.y - half * 0.75F}};
  paint.poly(path, color, width);
}

void pause_bars(Paint& paint, Point c, float half, Color color) {
  const float bar = half * 0.55F, gap = half * 0.35F;
  paint.fill({c.x - gap - bar, c.y - half, bar, 2 * half}, color);
  paint.fill({c.x + gap, c.y - half, bar, 2 * half}, color);
}

void pause_disc(Paint& paint, Point c, Color color, Color background) {
  paint.disc(c, 11, background);
  paint.ring(c, 10, color, 2);
  pause_bars(paint, c, 4.5F, color);
}

void resent_mark(Paint& paint, Point c, float radius, Color color) {
  constexpr float pi = std::numbers::pi_v<float>;
  paint.arc(c, radius, -pi * 0.25F, -pi * 1.9F, color, 1.75F);
  const Point tip{c.x + radius + 2.2F, c.y - radius - 0.8F};
  const Point head[] = {{tip.x - 6, tip.y}, tip, {tip.x - 1.2F, tip.y + 5.6F}};
  paint.fill_poly(head, color);
}

void grip_dots(Paint& paint, Point c, Color color) {
  for (int column = 0; column < 2; ++column) {
    for (int row = -1; row <= 1; ++row) {
      paint.disc({c.x + (column == 0 ? -3.F : 3.F), c.y + static_cast<float>(row) * 7}, 1.8F,
                 color);
    }
  }
}

void zigzag(Paint& paint, float x, float y, Color color) {
  const Point path[] = {{x, y + 1},      {x + 7, y - 4},  {x + 14, y + 4},
                        {x + 22, y - 4}, {x + 29, y + 4}, {x + 36, y - 1}};
  paint.poly(path, color, 1.25F);
}

}  // namespace wirelab::window
