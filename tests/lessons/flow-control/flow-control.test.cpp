#include "lessons/testbed/frame/glimpse.hpp"
#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace wirelab;
using test::Recording;

namespace {

const test::Answers right_answers{{"shrink", "stops"},  {"scale", "product"},
                                  {"probe", "asks"},    {"lost-update", "probe"},
                                  {"update", "server"}, {"silly", "waits"}};

// The window fields of the server's segments after its SYN.
std::vector<std::uint16_t> fields(const Recording& recording) {
  std::vector<std::uint16_t> all;
  for (const test::KeptFrame& frame : recording.frames) {
    const auto seen = lessons::glimpse(frame.bytes);
    if (seen.tcp() && frame.interface == "server.eth0 cable" && !seen.segment.has(tcp::syn))
      all.push_back(static_cast<std::uint16_t>(seen.segment.window));
  }
  return all;
}

}  // namespace

TEST_CASE("the lesson flow-control passes", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("flow-control", {"--seed", "1"});
  test::expect_sound("flow-control", recording, right_answers);
}

TEST_CASE("each step of flow-control can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("flow-control", right_answers);
}

TEST_CASE("the window closes once, and opens when the program has read", "[live]") {
  if (!test::testbed_works()) return;
  const auto windows = fields(test::play_lesson("flow-control", {"--step", "update"}));
  const auto closed = std::find(windows.begin(), windows.end(), 0);
  REQUIRE(closed != windows.end());
  CHECK(std::is_sorted(std::make_reverse_iterator(closed), windows.rend()));
  CHECK(windows.back() > 0);
}

TEST_CASE("the shipped recording of flow-control is whole") {
  test::expect_shipped("flow-control", {}, 512);
}

TEST_CASE("the programs of flow-control wait for each other", "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/flow-control";
  // Told to read 5000 bytes, and then the rest.
  const auto twins = test::play_twins(
      fmt::format("sh -c \"printf \\\"5000\\n\\n\\\" | exec python3 {}/server.py\"", folder),
      fmt::format("python3 {}/client.py", folder));
  CHECK(twins.server.output == "5000 bytes read\n40000 bytes read\n");
  CHECK(twins.client.output.starts_with("EAGAIN after "));
  CHECK(twins.client.output.ends_with("40000 bytes handed over\n"));
}

TEST_CASE("the server of flow-control reads all where nobody types", "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/flow-control";
  const auto twins =
      test::play_twins(fmt::format("sh -c \"exec python3 {}/server.py </dev/null\"", folder),
                       fmt::format("python3 {}/client.py", folder));
  CHECK(twins.server.output == "40000 bytes read\n");
  CHECK(twins.client.status == 0);
}
