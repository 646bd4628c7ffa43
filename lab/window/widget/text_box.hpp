#pragma once

#include <array>
#include <string_view>

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// A line of text as it is being typed.
struct TextEdit {
  std::array<char, 1000> text{};
  bool wanted = false;  // the keyboard is to go there
  bool active = false;  // it was there in the last frame

  void set(std::string_view value);
};

enum class Typed { nothing, entered, cleared };  // Enter, Escape
// The line alone, for a field whose frame the caller paints. `whole`: a click marks all of it.
Typed draw_text_line(Paint& paint, std::string_view name, Rect r, TextEdit& edit, Face face,
                     bool whole = false);
// `hint` stands in it while it is empty, `beside` at its right end.
Typed draw_text_box(Paint& paint, std::string_view name, Rect r, TextEdit& edit,
                    std::string_view hint, std::string_view beside, bool wrong);

}  // namespace wirelab::window
