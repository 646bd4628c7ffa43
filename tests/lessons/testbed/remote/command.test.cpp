#include "lessons/testbed/remote/command.hpp"

#include "lessons/testbed/hand/rule.hpp"
#include "tests/capture/random.hpp"

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

TEST_CASE("one frame alone, two frames, a field") {
  CHECK(parse_command("hold only 5")->alone);
  CHECK(parse_command("hold only next")->word == "next");
  CHECK_FALSE(parse_command("hold 5")->alone);
  CHECK(parse_command("reorder 3 4")->number == 3);
  CHECK(parse_command("reorder 3 4")->behind == 4);
  CHECK(parse_command("corrupt 3")->edit->text.empty());
  CHECK(parse_command("corrupt 3 tcp.window 0 mended")->edit->mended);
  CHECK(parse_command("corrupt 3 bit 9")->edit->bit == 9U);
}

TEST_CASE("rules by list, remove and clear") {
  CHECK(parse_command("rule list")->word == "list");
  CHECK(parse_command("rule clear")->word == "clear");
  CHECK(parse_command("rule remove 3")->number == 3);
  CHECK(parse_command("rule drop syn")->word.empty());
}

TEST_CASE("what to wait for") {
  CHECK(parse_command("wait end")->word == "end");
  CHECK(parse_command("wait settled within 5")->delay == 5'000'000'000);
  CHECK(parse_command("wait syn")->delay == 20'000'000'000);
  const auto held = parse_command("wait held from client syn nth 2 within 3");
  REQUIRE(held);
  CHECK(held->fate == FateKind::held);
  CHECK(held->match.from == "client");
  CHECK(held->match.nth == 2);
  CHECK(held->delay == 3'000'000'000);
  CHECK(parse_command("wait delivered 7")->number == 7);
  CHECK(parse_command("wait dropped")->fate == FateKind::dropped);
  CHECK_FALSE(parse_command("wait data")->fate);
  CHECK(parse_command("status")->kind == Kind::status);
}

TEST_CASE("any bytes are a line: a command, a rule, or a mistake in one line") {
  const std::vector<std::string> words{
      "go",        "next",   "hold",    "release", "drop",
      "duplicate", "delay",  "reorder", "corrupt", "rule",
      "set",       "wait",   "status",  "quit",    "only",
      "all",       "from",   "to",      "now",     "on",
      "client",    "server", "syn",     "data",    "nth",
      "once",      "always", "seed",    "chance",  "tcp",
      "\"",        "'",      "queue",   "rate",    "1M",
      "tcp.seq",   "ip.src", "+5",      "-1",      "mended",
      "bit",       "within", "jitter",  "lose",    "0",
      "7",         "1e9",    "nan",     "inf",     "99999999999999999999",
      "list"};
  test::Random random(11);
  for (int i = 0; i < 20000; ++i) {
    std::string line;
    for (std::uint32_t count = random.below(9); count > 0; --count) {
      line += words[random.below(static_cast<std::uint32_t>(words.size()))];
      line += random.below(20) == 0 ? static_cast<char>(random.below(256)) : ' ';
    }
    CAPTURE(line);
    const auto command = parse_command(line);
    if (!command) CHECK_FALSE(command.error().message.empty());
    const auto rule = parse_rule(line);
    if (!rule) CHECK(rule.error().message.find('\n') == std::string::npos);
  }
}

TEST_CASE("mistakes on the remote say what would be right") {
  CHECK(error_of("dorp 3") == "the remote knows no word 'dorp'; did you mean 'drop'?");
  CHECK(error_of("reorder 1") ==
        "'reorder' wants two frames, the first is to follow the second: reorder 7 8");
  CHECK(error_of("reorder 4 4") == "frame 4 cannot follow itself");
  CHECK(error_of("go") == "'go' wants the name of a step after it");
  CHECK(error_of("drop") == "'drop' wants the number of a frame after it");
  CHECK(error_of("drop three") == "'drop' wants the number of a frame after it, not 'three'");
  CHECK(error_of("drop -1") == "'drop' wants the number of a frame after it, not '-1'");
  CHECK(error_of("drop 99999999999999999999999") != "");
  CHECK(error_of("drop 3 4") == "'drop' takes nothing more than that: '4' is too much");
  CHECK(error_of("delay 7") == "'delay' wants a frame and milliseconds: delay 7 500");
  CHECK(error_of("delay 7 99999999") == "'delay' takes at most 3600000 ms, an hour");
  CHECK(error_of("corrupt 3 ack 5") ==
        "'corrupt' takes a field and its value, as tcp.window 0, or bit N, not 'ack'");
  CHECK(error_of("corrupt 3 tcp.windw 0") ==
        "'corrupt' knows no field 'tcp.windw'; did you mean 'tcp.window'?");
  CHECK(error_of("corrupt 3 tcp.window 0 mended now") ==
        "'corrupt' takes nothing more than that: 'now' is too much");
  CHECK(error_of("hold") == "'hold' wants all, next, a port or the number of a frame after it");
  CHECK(error_of("rule remove x") == "'rule remove' wants a number after it, not 'x'");
  CHECK(error_of("rule list all") == "'rule' takes nothing more than that: 'all' is too much");
  CHECK(error_of("set") == "'set' wants a key and a value after it");
  CHECK(error_of("wait") ==
        "'wait' wants to know what for: a frame (held from client syn), end or settled");
  CHECK(error_of("wait for it") == "wait knows no word 'for'; did you mean 'from'?");
  CHECK(error_of("wait sny") == "wait knows no word 'sny'; did you mean 'syn'?");
  CHECK(error_of("wait bpf tcp") == "'wait' knows no 'bpf': a rule does");
  CHECK(error_of("wait syn within x") == "'within' wants a number after it, not 'x'");
  CHECK(error_of("wait syn within 86401") == "'within' takes at most 86400 seconds, a day");
  CHECK(error_of("status all") == "'status' takes nothing more than that: 'all' is too much");
  CHECK(error_of("") != "");
}
