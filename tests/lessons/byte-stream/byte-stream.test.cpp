#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace wirelab;
using test::play_twins;
using test::Recording;

namespace {

const test::Answers right_answers{
    {"one-recv", "all"}, {"many-recv", "short"}, {"end-of-stream", "end"},
    {"nagle", "two"},    {"stall", "ack"},       {"sent-not-arrived", "copied"},
    {"framing", "same"}, {"utf8", "cut"},        {"sleep", "one"}};

void expect_joined(const test::Twins& twins) {
  CHECK(twins.server.output == "recv() returned AABBCC\nrecv() returned 0: FIN\n");
  const auto& sent = twins.from_client;
  CHECK(std::count(sent.begin(), sent.end(), "ACK 2") >= 2);  // the last may carry the FIN
}

void expect_messages(const test::Twins& twins) {
  CHECK(twins.server.output == "message AA\nmessage BB\nmessage CC\nrecv() returned 0: FIN\n");
}

}  // namespace

TEST_CASE("the lesson byte-stream passes, and its recording is sound", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("byte-stream", {"--seed", "1"});
  test::expect_sound("byte-stream", recording, right_answers);
}

TEST_CASE("each step of byte-stream can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("byte-stream", right_answers);
}

TEST_CASE("three messages come out whatever the cable does to their bytes", "[live]") {
  if (!test::testbed_works()) return;
  for (int seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const Recording recording =
        test::play_lesson("byte-stream", {"--step", "framing", "--seed", std::to_string(seed)});
    for (const Note& result : recording.of_kind(NoteKind::result))
      if (!result.get("CHECK").empty()) CHECK(result.get("PASSED") == "yes");
  }
}

TEST_CASE("the shipped recording of byte-stream is whole") { test::expect_shipped("byte-stream"); }

TEST_CASE("the programs of byte-stream show the same in Python and in C", "[live]") {
  if (!test::testbed_works()) return;
  SECTION("Python") {
    const std::string folder = WIRELAB_SOURCE_DIR "/lessons/byte-stream";
    const std::string server = fmt::format("python3 {}/server.py", folder);
    const std::string client = fmt::format("python3 {}/client.py", folder);
    expect_joined(play_twins(server, client));
    expect_messages(play_twins(server + " length", client + " length"));
  }
  SECTION("C") {
    const test::Compiled built("byte-stream");
    const std::string server = built.folder() + "/server", client = built.folder() + "/client";
    expect_joined(play_twins(server, client));
    expect_messages(play_twins(server + " length", client + " length"));
  }
}
