#include "capture/recording/reader.hpp"
#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace wirelab;
using test::play_twins;
using test::Recording;

namespace {

const test::Answers right_answers{{"who", "server"},         {"bind-fails", "in-use"},
                                  {"reuse", "in-use"},       {"not-sharing", "in-use"},
                                  {"fin-timeout", "sixty"},  {"last-ack-lost", "client"},
                                  {"old-duplicate", "gone"}, {"new-syn", "accepted"}};

}  // namespace

TEST_CASE("the lesson time-wait passes, and its recording is sound", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("time-wait", {"--seed", "1"});
  test::expect_sound("time-wait", recording, right_answers);
}

TEST_CASE("each step of time-wait can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("time-wait", right_answers);
}

TEST_CASE("the lost last ACK is answered by the same FIN", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("time-wait", {"--step", "last-ack-lost"});
  const auto client = test::segments(recording, "client.eth0 cable");
  const auto server = test::segments(recording, "server.eth0 cable");
  CHECK(std::count(client.begin(), client.end(), "FIN ACK") >= 2);
  CHECK(std::count(server.begin(), server.end(), "ACK") == 2);
  CHECK(recording.fates().find("dropped by script") != std::string::npos);
}

TEST_CASE("a learner who lets the last ACK live sees no second FIN", "[live]") {
  if (!test::testbed_works()) return;
  test::TestbedRun run({"time-wait"});
  run.say("go last-ack-lost");
  const Note turn = run.wait_for(
      [](const Note& note) { return note.kind == NoteKind::ask && note.get("WAIT") == "turn"; });
  run.say(fmt::format("release {}", turn.get("FRAME")));
  run.wait_for_step("last-ack-lost", "end");
  run.say("quit");
  run.finish();
  CHECK(run.recording().of_kind(NoteKind::error).empty());
  CHECK(run.recording().of_kind(NoteKind::result).empty());
}

TEST_CASE("the shipped recording of time-wait is whole") { test::expect_shipped("time-wait"); }

TEST_CASE("the shipped recording of time-wait has the end of TIME-WAIT, after a minute") {
  auto reader = Reader::open(WIRELAB_SOURCE_DIR "/lessons/time-wait/time-wait.pcapng");
  REQUIRE(reader);
  std::string step, waiting;
  Time began = 0, ended = 0;
  std::size_t frames_after = 0;
  for (Item item = reader->next(); !std::holds_alternative<End>(item); item = reader->next()) {
    if (std::holds_alternative<Frame>(item) && step == "who" && began > 0) ++frames_after;
    const auto* note = std::get_if<Note>(&item);
    if (!note) continue;
    if (note->kind == NoteKind::step) step = note->get("STEP");
    if (step != "who") continue;
    const std::string tuple = fmt::format("{} {}", note->get("LOCAL"), note->get("REMOTE"));
    if (note->get("STATE") == "TIME-WAIT" && began == 0) {
      began = note->time;
      waiting = tuple;
      frames_after = 0;
    }
    if (note->kind == NoteKind::gone && tuple == waiting) ended = note->time;
  }
  constexpr Time second = 1'000'000'000;
  CHECK(ended - began > 59 * second);
  CHECK(ended - began < 70 * second);
  CHECK(frames_after <= 1);  // the last ACK
}

TEST_CASE("the programs of time-wait: who closes first sends the first FIN", "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/time-wait";
  const std::string server = fmt::format("python3 {}/server.py", folder);
  const std::string client = fmt::format("python3 {}/client.py", folder);
  const test::Twins server_first = play_twins(server, client);
  CHECK(server_first.client.output == "Goodbye.\n");
  CHECK(server_first.server.output == "closed\n");
  const test::Twins client_first = play_twins(server + " second", client + " first");
  CHECK(client_first.client.output.empty());
  CHECK(client_first.server.output == "closed\n");
  CHECK(test::has(client_first.from_client, "FIN ACK"));
}
