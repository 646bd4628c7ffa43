#include "lessons/testbed/program/program_output.hpp"

#include <catch2/catch.hpp>

using wirelab::lessons::ProgramOutput;
using Lines = std::vector<std::string>;

TEST_CASE("what a program prints is cut into lines, however it comes", "[testbed]") {
  ProgramOutput output;
  CHECK(output.add("one\ntw") == Lines{"one"});
  CHECK(output.has_begun_line());
  CHECK(output.add("o\r\n\nthree") == Lines{"two", ""});
  CHECK(output.flush() == Lines{"three"});
  CHECK(output.flush().empty());
  CHECK(output.left_out() == 0);
}

TEST_CASE("a line without an end is cut", "[testbed]") {
  ProgramOutput output;
  const Lines lines = output.add(std::string(ProgramOutput::longest_line + 1, 'x'));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].size() == ProgramOutput::longest_line);
  CHECK(output.flush() == Lines{"x"});
}

TEST_CASE("beyond its bounds output is counted, not kept", "[testbed]") {
  ProgramOutput lines;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ProgramOutput::most_lines + 5; ++i) kept += lines.add("y\n").size();
  CHECK(kept == ProgramOutput::most_lines);
  CHECK(lines.left_out() == 10);

  ProgramOutput bytes;
  std::size_t size = 0;
  for (int i = 0; i < 20; ++i)
    for (const std::string& line : bytes.add(std::string(100'000, 'x'))) size += line.size();
  CHECK(size == ProgramOutput::most_bytes);
  CHECK(bytes.left_out() == 2'000'000 - ProgramOutput::most_bytes);
}
