// Columns and colours.

#include "lab/terminal/style.hpp"

#include <catch2/catch.hpp>

using namespace wirelab::lab;

TEST_CASE("style_counts_columns_and_not_bytes") {
  CHECK(columns("abc") == 3);
  CHECK(columns("─▶") == 2);
  CHECK(columns("握手") == 4);
  CHECK(left_in("握手", 6) == "握手  ");
  CHECK(right_in("abc", 2) == "abc");
  CHECK(columns("\xe6") == 4);  // cut in the middle: told as \xe6, no read past the end
}

TEST_CASE("style_wraps_between_words") {
  CHECK(wrapped("one two three", 8, 2) == "one two\n  three");
  CHECK(wrapped("unbreakable", 4, 2) == "unbreakable");
  CHECK(wrapped("", 4, 2).empty());
}

TEST_CASE("style_colours_only_where_they_are_wanted") {
  Style style;
  CHECK(style.paint("x", Hue::rst) == "x");
  style.colour = true;
  CHECK(style.paint("x", Hue::rst) == "\x1b[31mx\x1b[0m");
  CHECK(style.paint("x", Hue::text) == "x");
}
