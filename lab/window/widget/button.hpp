#pragma once

#include <string_view>

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

enum class ButtonKind {
  filled,  // what Space does: ink
  border,  // beside it
  quiet,   // no border until the pointer is over it
  item,    // the same in full ink: one of a menu
  chosen,  // the selected one of a group
};
struct Button {
  ButtonKind kind = ButtonKind::border;
  bool enabled = true;
  Face face = Face::strong;
  std::string_view key = {};  // the key that does the same, after the label
  float radius = 8;
};
// `name` is its place in the registry. True when it was clicked.
bool draw_button(Paint& paint, std::string_view name, Rect r, std::string_view label, Button look);
float button_width(const Paint& paint, std::string_view label, Button look, float pad);

// A round or square button that shows a sign instead of a word.
enum class Sign { previous, next, play, pause };
bool sign_button(Paint& paint, std::string_view name, Rect r, Sign sign, bool filled);

}  // namespace wirelab::window
