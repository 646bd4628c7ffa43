#include "lessons/machine/runs.hpp"
#include "lessons/testbed/frame/glimpse.hpp"
#include "tests/lessons/testbed/remote/testbed_run.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace wirelab;
using test::TestbedRun;

namespace {

auto is_turn(const std::string& id) {
  return [id](const Note& note) {
    return note.kind == NoteKind::ask && note.get("WAIT") == "turn" && note.get("ASK") == id;
  };
}

auto is_error(const std::string& line) {
  return
      [line](const Note& note) { return note.kind == NoteKind::error && note.get("LINE") == line; };
}

auto is_fate(const std::string& frame, const std::string& fate) {
  return [=](const Note& note) {
    return note.kind == NoteKind::fate && note.get("FRAME") == frame && note.get("FATE") == fate;
  };
}

std::vector<std::uint32_t> syns_of(const test::Recording& recording) {
  std::vector<std::uint32_t> numbers;
  for (const auto& frame : recording.frames) {
    const auto seen = lessons::glimpse(frame.bytes);
    if (seen.tcp() && seen.segment.flags == tcp::syn) numbers.push_back(seen.segment.sequence);
  }
  return numbers;
}

std::string ask(int connection, const std::string& line) {
  const std::string text = line + "\n";
  // A peer that is refused has its answer before it could ask.
  (void)send(connection, text.data(), text.size(), MSG_NOSIGNAL);
  std::string answer;
  for (char letter; recv(connection, &letter, 1, 0) == 1 && letter != '\n';) answer += letter;
  return answer;
}

}  // namespace

TEST_CASE("your turn: the learner drops the SYN, the kernel sends it again", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("go lost-syn");
  const Note turn = run.wait_for(is_turn("first-syn"));
  const std::string frame(turn.get("FRAME"));
  CHECK(frame == "1");
  run.say("drop " + frame);
  CHECK(run.wait_for(is_fate(frame, "dropped")).get("BY") == "hand");
  run.wait_for_step("lost-syn", "end");
  run.close_input();
  CHECK(run.finish() == 0);
  const auto numbers = syns_of(run.recording());
  REQUIRE(numbers.size() == 2);
  CHECK(numbers[0] == numbers[1]);
}

TEST_CASE("next plays the turn as the lesson would", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("go last-ack");
  const std::string frame(run.wait_for(is_turn("third-message")).get("FRAME"));
  run.say("next");
  CHECK(run.wait_for(is_fate(frame, "dropped")).get("BY") == "hand");
  run.wait_for_step("last-ack", "end");
  run.say("quit");
  CHECK(run.finish() == 0);
}

TEST_CASE("when the kernel's timer was faster, the step runs again with the choice", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("go lost-syn");
  const std::string frame(run.wait_for(is_turn("first-syn")).get("FRAME"));
  run.wait_for(is_fate("2", "held"));  // the kernel's own resend, behind it
  run.say("corrupt " + frame);
  run.wait_for([](const Note& note) { return note.get("ACTION") == "rerun"; });
  run.wait_for_step("lost-syn", "begin", 2);
  const Note again = run.wait_for(is_fate("3", "corrupted"));
  CHECK(again.get("BY") == "hand");
  CHECK_FALSE(again.get("RULE").empty());
  run.wait_for_step("lost-syn", "end", 2);
  run.close_input();
  CHECK(run.finish() == 0);
  CHECK(run.recording().of_kind(NoteKind::error).empty());
}

TEST_CASE("a turn may end otherwise than the lesson planned", "[live]") {
  if (!test::testbed_works()) return;
  for (const char* choice : {"release 1", "duplicate 1", "delay 1 50"}) {
    CAPTURE(choice);
    TestbedRun run({"handshake"});
    run.say("go lost-syn");
    run.wait_for(is_turn("first-syn"));
    run.say(choice);
    run.wait_for_step("lost-syn", "end");
    run.close_input();
    CHECK(run.finish() == 0);
    CHECK(run.recording().of_kind(NoteKind::error).empty());
    for (const Note& result : run.recording().of_kind(NoteKind::result))
      CHECK(result.get("PASSED") != "no");
  }
}

TEST_CASE("another go ends the step that plays", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("go lost-syn");
  run.wait_for(is_turn("first-syn"));
  run.say("go old-syn");
  run.wait_for_step("lost-syn", "end");
  run.wait_for_step("old-syn", "end");
  run.say("go old-syn");
  run.wait_for_step("old-syn", "end", 2);
  run.close_input();
  CHECK(run.finish() == 0);
  CHECK(run.recording().interfaces.size() == 2);
}

TEST_CASE("a blocked program does not hold up the end", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("rule drop from client syn always");
  run.say("go three-messages");
  run.wait_for(is_fate("1", "dropped"));
  run.close_input();
  CHECK(run.finish() == 0);
  CHECK(run.recording().of_kind(NoteKind::step).size() == 2);
}

TEST_CASE("mistakes become notes", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("drop 1");
  CHECK(run.wait_for(is_error("drop 1")).get("TEXT") ==
        "no step is playing, so there is no wire yet: go STEP starts one");
  run.say("go lst-ack");
  CHECK(run.wait_for(is_error("go lst-ack")).get("TEXT") ==
        "lesson handshake has no step 'lst-ack'; did you mean 'last-ack'?");
  run.say("rule drop from clinet");
  CHECK(run.wait_for(is_error("rule drop from clinet")).get("TEXT") ==
        "this bench has no host 'clinet'; did you mean 'client'?");
  run.say("go nobody-listening");
  run.wait_for_step("nobody-listening", "end");
  run.say("drop 1");
  CHECK(run.wait_for([](const Note& note) {
             return note.kind == NoteKind::error && note.get("TEXT").starts_with("frame 1 is");
           })
            .get("LINE") == "drop 1");
  run.say("release 99");
  CHECK(run.wait_for(is_error("release 99")).get("TEXT") ==
        "there is no frame 99; the last one is 2");
  run.close_input();
  CHECK(run.finish() == 0);
}

TEST_CASE("the socket answers its own user in words", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("go nobody-listening");
  run.wait_for_step("nobody-listening", "end");
  auto connection = lessons::connect_to_run(run.pid());
  REQUIRE(connection);
  CHECK(ask(connection->get(), "hold all") == "ok");
  CHECK(ask(connection->get(), "hodl all") ==
        "error: the remote knows no word 'hodl'; did you mean 'hold'?");
  CHECK(ask(connection->get(), "exec nowhere ls").substr(0, 7) == "error: ");
  CHECK(ask(connection->get(), "quit") == "ok");
  CHECK(run.finish() == 0);
}

TEST_CASE("another user is not heard", "[live]") {
  if (!test::testbed_works()) return;
  if (geteuid() != 0) return;
  TestbedRun run({"handshake"});
  run.say("go nobody-listening");
  run.wait_for_step("nobody-listening", "end");
  const pid_t child = fork();
  if (child == 0) {
    if (setuid(65534) != 0) _exit(9);
    if (lessons::connect_to_run(run.pid())) _exit(8);
    // Nor when they ask nevertheless.
    const FileDescriptor connection(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const lessons::AbstractAddress to = lessons::abstract_address(lessons::run_name(run.pid()));
    const auto* address = reinterpret_cast<const sockaddr*>(&to.address);
    if (connect(connection.get(), address, to.length) != 0) _exit(7);
    _exit(ask(connection.get(), "quit") == "error: this run belongs to another user" ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  run.close_input();
  CHECK(run.finish() == 0);
}

TEST_CASE("what cannot be played is refused before anything starts") {
  const auto refusal = [](const std::vector<std::string>& arguments) {
    TestbedRun run(arguments);
    const int status = run.finish();
    return fmt::format("{} {}", status, run.errors());
  };
  CHECK(refusal({"hanshake"}) ==
        "2 wirelab-testbed: There is no lesson 'hanshake'. Did you mean handshake?\n");
  CHECK(refusal({"handshake", "--step", "lost-sin"}) ==
        "2 wirelab-testbed: Lesson handshake has no step 'lost-sin'. Did you mean lost-syn?\n");
  CHECK(refusal({"handshake", "--seed", "x"}) ==
        "2 wirelab-testbed: --seed wants a number, not 'x'.\n");
  CHECK(refusal({"handshake", "--atuo"}) ==
        "2 wirelab-testbed: There is no option --atuo. Did you mean --auto?\n");
  CHECK(refusal({"handshake", "--step", "a", "--from", "b"}).substr(0, 2) == "2 ");
  CHECK(refusal({}).substr(0, 2) == "2 ");
  CHECK(refusal({"handshake", "--auto", "-w", "/nowhere/x.pcapng"}).substr(0, 2) == "4 ");
}
