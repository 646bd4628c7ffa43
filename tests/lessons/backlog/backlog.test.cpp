#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

using namespace wirelab;
using test::play_twins;
using test::Recording;

namespace {

const test::Answers right_answers{{"admit", "three"},     {"full", "silence"},
                                  {"accept", "next-syn"}, {"syn-queue", "limited"},
                                  {"cookies", "nothing"}, {"ack-meets-full", "ignored"},
                                  {"abort", "silence"}};

// Three get in at listen(2): more could not be told apart from luck.
void expect_three(const test::Twins& twins) {
  CHECK(twins.client.output == "3 of 5 connected\n");
  CHECK(twins.server.output == "3 waited in the queue\n0 came later\n");
  const auto& answers = twins.from_server;
  CHECK(std::count(answers.begin(), answers.end(), "SYN ACK") == 3);
}

// The second gets in when the server has taken the first, by a SYN of its own kernel.
void expect_late(const test::Twins& twins) {
  CHECK(twins.client.output == "2 of 2 connected\n");
  CHECK(twins.server.output == "1 waited in the queue\n1 came later\n");
  const auto& asked = twins.from_client;
  CHECK(std::count(asked.begin(), asked.end(), "SYN") > 2);
}

}  // namespace

TEST_CASE("the lesson backlog passes, and its recording is sound", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("backlog", {"--seed", "1"});
  test::expect_sound("backlog", recording, right_answers);
}

TEST_CASE("each step of backlog can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("backlog", right_answers);
}

TEST_CASE("nobody calls accept() where five clients ask for a place", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("backlog", {"--step", "admit"});
  std::map<std::string, int> calls;
  for (const Note& call : recording.of_kind(NoteKind::call)) ++calls[std::string(call.get("CALL"))];
  CHECK(calls["connect"] == 5);
  CHECK(calls["listen"] == 1);
  CHECK(calls["accept"] == 0);
}

TEST_CASE("the step of the late ACK is about the fourth client", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("backlog", {"--step", "ack-meets-full"});
  std::vector<std::string> named, connects;
  for (const Note& note : recording.of_kind(NoteKind::wire))
    if (note.get("ACTION") == "focus") named.emplace_back(note.get("LOCAL"));
  for (const Note& note : recording.of_kind(NoteKind::returned))
    if (note.get("CALL") == "connect") connects.emplace_back(note.get("LOCAL"));
  REQUIRE(named.size() == 1);
  REQUIRE(connects.size() == 4);
  CHECK(named.front() == connects.back());
}

TEST_CASE("only with tcp_abort_on_overflow a reset is on the cable", "[live]") {
  if (!test::testbed_works()) return;
  const auto resets = [](const std::string& step) {
    const auto all =
        test::segments(test::play_lesson("backlog", {"--step", step}), "server.eth0 cable");
    return std::count(all.begin(), all.end(), "RST");
  };
  CHECK(resets("ack-meets-full") == 0);
  CHECK(resets("abort") == 1);
}

TEST_CASE("the shipped recording of backlog is whole") {
  // What a kernel with a full queue ignores, and what a cookie makes of nothing, no packet shows.
  test::expect_shipped("backlog", {"cookies", "ack-meets-full", "abort"});
}

TEST_CASE("the programs of backlog show the same in Python and in C", "[live]") {
  if (!test::testbed_works()) return;
  SECTION("Python") {
    const std::string folder = WIRELAB_SOURCE_DIR "/lessons/backlog";
    const std::string server = fmt::format("python3 {}/server.py", folder);
    const std::string client = fmt::format("python3 {}/client.py", folder);
    expect_three(play_twins(server + " 2 3", client + " 5 0.5"));
    expect_late(play_twins(server + " 0 2", client + " 2 15"));
  }
  SECTION("C") {
    const test::Compiled built("backlog");
    const std::string server = built.folder() + "/server", client = built.folder() + "/client";
    expect_three(play_twins(server + " 2 3", client + " 5 0.5"));
    expect_late(play_twins(server + " 0 2", client + " 2 15"));
  }
}
