#pragma once

#include "lab/rows/hue.hpp"

#include <string>
#include <string_view>

namespace wirelab::lab {

// What the place of output can show.
struct Style {
  int width = 100;       // columns
  bool colour = false;   // a terminal that takes ANSI colours, and no NO_COLOR
  bool unicode = false;  // arrows and lines of UTF-8, else ASCII
  // What makes our colours known as ours where the text is written (capture/bytes/readable.hpp).
  std::string styling = {};

  std::string paint(std::string_view text, Hue hue) const;
  std::string strong(std::string_view text) const;
};

// Columns that a text takes, as it will be read: wide characters (Chinese) take two.
int columns(std::string_view text);
// Padded with blanks to a number of columns; a longer text stays whole.
std::string left_in(std::string_view text, int width);
std::string right_in(std::string_view text, int width);
// At most that many columns of it, readable.
std::string cut_to(std::string_view text, int width);
// Broken between words into lines of at most `width` columns; the lines after the first begin with
// `indent` blanks.
std::string wrapped(std::string_view text, int width, int indent);

}  // namespace wirelab::lab
