#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>

using namespace wirelab;
using test::has;
using test::play_twins;
using test::Recording;
using test::Twins;

namespace {

const test::Answers right_answers{{"nobody", "kernel"},   {"send-after-close", "second"},
                                  {"linger0", "nothing"}, {"half-open", "nothing"},
                                  {"vanished", "never"},  {"listener-closed", "reset"}};

}  // namespace

TEST_CASE("the lesson reset passes, and its recording is sound", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("reset", {"--seed", "1"});
  test::expect_sound("reset", recording, right_answers);
}

TEST_CASE("each step of reset can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("reset", right_answers);
}

TEST_CASE("no reset leaves TIME-WAIT behind", "[live]") {
  if (!test::testbed_works()) return;
  for (const char* step : {"linger0", "half-open", "listener-closed"}) {
    CAPTURE(step);
    for (const Note& kernel :
         test::play_lesson("reset", {"--step", step}).of_kind(NoteKind::kernel))
      CHECK(kernel.get("STATE") != "TIME-WAIT");
  }
}

TEST_CASE("a learner who lets the reset live has nothing half open", "[live]") {
  if (!test::testbed_works()) return;
  test::TestbedRun run({"reset"});
  run.say("go half-open");
  const Note turn = run.wait_for(
      [](const Note& note) { return note.kind == NoteKind::ask && note.get("WAIT") == "turn"; });
  run.say(fmt::format("release {}", turn.get("FRAME")));
  run.wait_for_step("half-open", "end");
  run.say("quit");
  run.finish();
  CHECK(run.recording().of_kind(NoteKind::error).empty());
  CHECK(run.recording().of_kind(NoteKind::result).empty());
}

TEST_CASE("the shipped recording of reset is whole") { test::expect_shipped("reset"); }

TEST_CASE("the programs of reset differ in SIGPIPE alone", "[live]") {
  if (!test::testbed_works()) return;
  const auto expect_late_send = [](const Twins& twins) {
    CHECK(twins.client.output.find("recv() returned 0\nthe first send() succeeded\n") == 0);
    CHECK(has(twins.from_client, "ACK 12"));
    CHECK(has(twins.from_server, "RST"));
  };
  SECTION("Python") {
    const std::string folder = WIRELAB_SOURCE_DIR "/lessons/reset";
    const std::string server = fmt::format("python3 {}/server.py", folder);
    const std::string client = fmt::format("python3 {}/client.py", folder);
    const Twins late = play_twins(server, client);
    expect_late_send(late);
    CHECK(late.client.status == 0);
    CHECK(play_twins(server + " linger0", client).client.output == "ECONNRESET\n");
  }
  SECTION("C") {
    const test::Compiled built("reset");
    const std::string server = built.folder() + "/server", client = built.folder() + "/client";
    const Twins killed = play_twins(server, client);
    expect_late_send(killed);
    CHECK(killed.client.status == 128 + SIGPIPE);
    const Twins told = play_twins(server, client + " nosignal");
    CHECK(told.client.status == 0);
    CHECK(told.client.output.ends_with("EPIPE\n"));
    CHECK(play_twins(server + " linger0", client).client.output == "ECONNRESET\n");
  }
}
