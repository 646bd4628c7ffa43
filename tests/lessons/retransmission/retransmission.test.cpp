#include "lessons/testbed/frame/glimpse.hpp"
#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace wirelab;
using test::Recording;

namespace {

const test::Answers right_answers{{"rto", "double"},     {"tlp", "probe"},    {"dup-acks", "three"},
                                  {"sack", "one"},       {"tail", "clock"},   {"corrupt", "silent"},
                                  {"duplicate", "once"}, {"spurious", "none"}};

// Segments with data of the client, by their number within the connection: "0", "1000", ...
std::vector<std::uint32_t> data_numbers(const Recording& recording) {
  std::vector<std::uint32_t> numbers;
  std::uint32_t first = 0;
  for (const test::KeptFrame& frame : recording.frames) {
    const auto seen = lessons::glimpse(frame.bytes);
    if (!seen.tcp() || frame.interface != "client.eth0 cable") continue;
    if (seen.segment.has(tcp::syn)) first = seen.segment.sequence + 1;
    if (seen.segment.length > 0) numbers.push_back(seen.segment.sequence - first);
  }
  return numbers;
}

}  // namespace

TEST_CASE("the lesson retransmission passes", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("retransmission", {"--seed", "1"});
  test::expect_sound("retransmission", recording, right_answers);
}

TEST_CASE("each step of retransmission can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("retransmission", right_answers);
}

TEST_CASE("just what is missing is sent again", "[live]") {
  if (!test::testbed_works()) return;
  using Numbers = std::vector<std::uint32_t>;
  const auto sent_in = [](const std::string& step) {
    return data_numbers(test::play_lesson("retransmission", {"--step", step}));
  };
  CHECK(sent_in("rto") == Numbers{0, 0, 0, 0});
  CHECK(sent_in("sack") == Numbers{0, 1000, 2000, 3000, 4000, 5000, 1000});
  CHECK(sent_in("tail") == Numbers{0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 7000});
  CHECK(sent_in("duplicate") == Numbers{0});
}

TEST_CASE("the shipped recording of retransmission is whole") {
  test::expect_shipped("retransmission", {}, 320);
}

TEST_CASE("the programs of retransmission send and read the same", "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/retransmission";
  const auto twins = test::play_twins(fmt::format("python3 {}/server.py", folder),
                                      fmt::format("python3 {}/client.py 6", folder));
  CHECK(twins.server.output == "6000 bytes as sent\n");
  CHECK(twins.client.status == 0);
  CHECK(std::count(twins.from_client.begin(), twins.from_client.end(), "ACK 1000") >= 5);
}

TEST_CASE("the programs of retransmission run beside what a step's script has left", "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/retransmission";
  const auto twins = test::play_twins(fmt::format("python3 {}/server.py", folder),
                                      fmt::format("python3 {}/client.py 2", folder),
                                      "retransmission", "duplicate");
  CHECK(twins.server.output == "2000 bytes as sent\n");
}
