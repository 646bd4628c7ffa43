#include "lab/window/widget/chip.hpp"

namespace wirelab::window {

float chip_width(const Paint& paint, const Chip& chip, std::string_view text) {
  return paint.width(chip.face, text) + 2 * chip.pad;
}

Rect draw_chip(Paint& paint, float x, float y, const Chip& chip, std::string_view text,
               Align align) {
  const float w = chip_width(paint, chip, text);
  const float left = align == Align::left ? x : align == Align::right ? x - w : x - w / 2;
  const Rect r{left, y - chip.height / 2, w, chip.height};
  if (chip.fill != 0) paint.fill(r, chip.fill, chip.height / 2);
  if (chip.border != 0) paint.stroke(r, chip.border, 1, chip.height / 2);
  paint.text(r.mid_x(), y, chip.face, chip.text, text, Align::centre);
  return r;
}

void bullet(Paint& paint, Point centre, Color color, float radius) {
  paint.disc(centre, radius, color);
}

}  // namespace wirelab::window
