#include "lessons/testbed/program/program_command.hpp"

#include <catch2/catch.hpp>

#include <csignal>

using namespace wirelab::lessons;
using Words = std::vector<std::string>;

namespace {

std::string mistake_in(const std::string& line) {
  const auto command = parse_program_command(line);
  return command ? "none" : command.error().message;
}

}  // namespace

TEST_CASE("a line is cut into words as by a shell", "[testbed]") {
  CHECK(*split_words("a  b\tc") == Words{"a", "b", "c"});
  CHECK(*split_words("sh -c 'echo \"$x\"; exit'") == Words{"sh", "-c", "echo \"$x\"; exit"});
  CHECK(*split_words("a\\ b \"c \\\" d\" '' e''f") == Words{"a b", "c \" d", "", "ef"});
  CHECK(split_words("it's").error().message == "the quote ' is not closed");
}

TEST_CASE("lines about programs are read", "[testbed]") {
  const auto start = parse_program_command("start server web python3 -m http.server 8000");
  REQUIRE(start);
  CHECK(start->host == "server");
  CHECK(start->name == "web");
  CHECK(start->argv == Words{"python3", "-m", "http.server", "8000"});
  const auto input = parse_program_command("input chat  two blanks ");
  REQUIRE(input);
  CHECK(input->name == "chat");
  CHECK(input->text == " two blanks ");
  CHECK(parse_program_command("input chat")->text.empty());
  CHECK(parse_program_command("eof chat")->kind == ProgramCommand::Kind::eof);
  CHECK(parse_program_command("kill chat")->signal == SIGTERM);
  CHECK(parse_program_command("kill chat SIGINT")->signal == SIGINT);
  CHECK(parse_program_command("kill chat STOP")->signal == SIGSTOP);
  CHECK(parse_program_command("kill chat 9")->signal == SIGKILL);
  CHECK(is_program_command("  start x"));
  CHECK_FALSE(is_program_command("started"));
  CHECK_FALSE(is_program_command("drop 7"));
}

TEST_CASE("a mistake in a line about programs is told", "[testbed]") {
  CHECK(mistake_in("start server web") ==
        "'start' wants a host, a name and a program: start server web python3 web.py");
  CHECK(mistake_in("input") == "'input' wants the name of a program after it");
  CHECK(mistake_in("eof chat now") == "'eof' takes nothing more than a name: 'now' is too much");
  CHECK(mistake_in("kill chat LOUD") ==
        "there is no signal 'LOUD'; kill takes TERM, INT, KILL, 15, ...");
  CHECK(mistake_in("kill chat 999") ==
        "there is no signal '999'; kill takes TERM, INT, KILL, 15, ...");
}
