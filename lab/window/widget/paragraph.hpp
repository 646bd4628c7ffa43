#pragma once

#include <string_view>

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// Running text with `**bold**` and `` `code` `` marks, wrapped at words (Chinese: anywhere but
// before closing punctuation).
struct Paragraph {
  Face face = Face::body, bold = Face::strong, code = Face::mono_large;
  Color color = 0, bold_color = 0;
  float line = 23;
};
// Draws from the top `y` and returns its height; measures only when `paint` is told not to draw.
float draw_paragraph(Paint& paint, Rect column, const Paragraph& look, std::string_view text);
float paragraph_height(const Paint& paint, float width, const Paragraph& look,
                       std::string_view text);

}  // namespace wirelab::window
