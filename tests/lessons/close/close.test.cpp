#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace wirelab;
using test::has;
using test::play_twins;
using test::Recording;
using test::Twins;

namespace {

const test::Answers right_answers{{"three", "three"},       {"four", "ack"},
                                  {"half", "arrives"},      {"both", "both"},
                                  {"forgotten", "program"}, {"unread", "reset"}};

std::ptrdiff_t place(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) - all.begin();
}

void expect_half_close(const Twins& twins) {
  CHECK(twins.server.output == "Tell me all you know.\nrecv() returned 0: FIN\n");
  CHECK(twins.client.output.find("Three.\nrecv() returned 0: FIN\n") != std::string::npos);
  CHECK(has(twins.from_client, "FIN ACK"));
  // With the last line, or alone.
  CHECK(std::any_of(twins.from_server.begin(), twins.from_server.end(),
                    [](const std::string& segment) { return segment.starts_with("FIN ACK"); }));
}

void expect_reset(const Twins& twins) {
  CHECK(twins.server.output == "Tell me\n");
  CHECK(twins.client.output.find("ECONNRESET") != std::string::npos);
  CHECK(has(twins.from_server, "RST ACK"));
  CHECK(!has(twins.from_server, "FIN ACK"));
}

}  // namespace

TEST_CASE("the lesson close passes, and packets and kernel agree", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("close", {"--seed", "1"});
  test::expect_sound("close", recording, right_answers);
}

TEST_CASE("each step of close can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("close", right_answers);
}

TEST_CASE("three segments, or four, from the first FIN on", "[live]") {
  if (!test::testbed_works()) return;
  const auto end_of = [](const std::string& step) {
    auto all = test::segments(test::play_lesson("close", {"--step", step}));
    all.erase(all.begin(), all.begin() + place(all, "FIN ACK"));
    return all;
  };
  CHECK(end_of("three") == std::vector<std::string>{"FIN ACK", "FIN ACK", "ACK"});
  CHECK(end_of("four") == std::vector<std::string>{"FIN ACK", "ACK", "FIN ACK", "ACK"});
}

TEST_CASE("the shipped recording of close is whole") { test::expect_shipped("close"); }

TEST_CASE("the programs of close show the same in Python and in C", "[live]") {
  if (!test::testbed_works()) return;
  SECTION("Python") {
    const std::string folder = WIRELAB_SOURCE_DIR "/lessons/close";
    const std::string server = fmt::format("python3 {}/server.py", folder);
    const std::string client = fmt::format("python3 {}/client.py", folder);
    expect_half_close(play_twins(server, client));
    expect_reset(play_twins(server + " unread", client));
  }
  SECTION("C") {
    const test::Compiled built("close");
    const std::string server = built.folder() + "/server", client = built.folder() + "/client";
    expect_half_close(play_twins(server, client));
    expect_reset(play_twins(server + " unread", client));
  }
}
