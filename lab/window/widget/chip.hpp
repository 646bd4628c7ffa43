#pragma once

#include <string_view>

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// A short text on a pill.
struct Chip {
  Face face = Face::strong_small;
  Color fill = 0, text = 0, border = 0;  // 0: none
  float height = 20, pad = 8;
};
float chip_width(const Paint& paint, const Chip& chip, std::string_view text);
// Returns where it stands; `y` is its middle.
Rect draw_chip(Paint& paint, float x, float y, const Chip& chip, std::string_view text,
               Align align = Align::left);

// A small filled circle before a name.
void bullet(Paint& paint, Point centre, Color color, float radius = 4);

}  // namespace wirelab::window
