#include "lessons/testbed/remote/line_buffer.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace wirelab;
using lessons::LineBuffer;

namespace {

// All lines that are there, with a | after each; "(N)" is one of N bytes that was too long.
std::string taken(LineBuffer& lines) {
  std::string text;
  while (const auto line = lines.next())
    text += (line->is_too_long() ? "(" + std::to_string(line->length) + ")" : line->text) + "|";
  return text;
}

}  // namespace

TEST_CASE("lines come whole, however they are cut") {
  LineBuffer lines;
  lines.add("hold a");
  CHECK(taken(lines).empty());
  lines.add("ll\n\nne");
  CHECK(taken(lines) == "hold all||");
  lines.add("xt\n");
  CHECK(taken(lines) == "next|");
  CHECK_FALSE(lines.is_over());
  lines.end();
  CHECK(lines.is_over());
}

TEST_CASE("what has no end at the end is a line") {
  LineBuffer lines;
  lines.add("hold all\nquit");
  lines.end();
  CHECK_FALSE(lines.is_over());
  CHECK(taken(lines) == "hold all|quit|");
  CHECK(lines.is_over());
}

TEST_CASE("a line that is too long is told once, and what follows is heard") {
  const std::size_t longest = LineBuffer::longest_line;
  const std::string fits(longest, 'x');
  LineBuffer lines;
  lines.add(fits + "\n" + fits + "y\nnext\n");
  CHECK(taken(lines) == fits + "|(" + std::to_string(longest + 1) + ")|next|");
  for (int i = 0; i < 10; ++i) lines.add(fits);
  CHECK(taken(lines).empty());
  lines.add("z\nnext\n");
  CHECK(taken(lines) == "(" + std::to_string(10 * longest + 1) + ")|next|");
  lines.add(fits + fits);
  lines.end();
  CHECK(taken(lines) == "(" + std::to_string(2 * longest) + ")|");
  CHECK(lines.is_over());
}
