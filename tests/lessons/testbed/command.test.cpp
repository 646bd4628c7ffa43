#include "lessons/testbed/command.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;
using Kind = Command::Kind;

namespace {

std::string error_of(const std::string& line) {
  const auto command = parse_command(line);
  return command ? "" : command.error().message;
}

}  // namespace

TEST_CASE("lines of the remote") {
  CHECK(parse_command("go last-ack")->kind == Kind::go);
  CHECK(parse_command("go last-ack")->word == "last-ack");
  CHECK(parse_command("  next\r")->kind == Kind::next);
  CHECK(parse_command("hold all")->word == "all");
  CHECK(parse_command("hold client.eth0")->word == "client.eth0");
  CHECK(parse_command("release 7")->number == 7);
  CHECK(parse_command("release all")->word == "all");
  CHECK(parse_command("drop 12")->number == 12);
  CHECK(parse_command("delay 7 500")->delay == 500'000'000);
  CHECK(parse_command("corrupt 3")->kind == Kind::corrupt);
  CHECK(parse_command("rule drop from client syn ")->text == "drop from client syn");
  CHECK(parse_command("set truth every")->text == "every");
  CHECK(parse_command("exec server python3 -m http.server 8000")->text ==
        "exec server python3 -m http.server 8000");
}

TEST_CASE("mistakes on the remote say what would be right") {
  CHECK(error_of("dorp 3") == "the remote knows no word 'dorp'; did you mean 'drop'?");
  CHECK(error_of("reorder 1 2") == "'reorder' is not built yet");
  CHECK(error_of("go") == "'go' wants the name of a step after it");
  CHECK(error_of("drop") == "'drop' wants the number of a frame after it");
  CHECK(error_of("drop three") == "'drop' wants the number of a frame after it, not 'three'");
  CHECK(error_of("drop -1") == "'drop' wants the number of a frame after it, not '-1'");
  CHECK(error_of("drop 99999999999999999999999") != "");
  CHECK(error_of("drop 3 4") == "'drop' takes nothing more than that: '4' is too much");
  CHECK(error_of("delay 7") == "'delay' wants a frame and milliseconds: delay 7 500");
  CHECK(error_of("delay 7 99999999") != "");
  CHECK(error_of("corrupt 3 ack 5").find("not built yet") != std::string::npos);
  CHECK(error_of("") != "");
}
