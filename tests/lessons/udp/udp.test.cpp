#include "lessons/testbed/frame/glimpse.hpp"
#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <future>

using namespace wirelab;
using test::Recording;

namespace {

const test::Answers right_answers{{"boundaries", "next"}, {"vanish", "as-it-came"},
                                  {"full", "lost"},       {"refused", "refused"},
                                  {"big", "two"},         {"lost-fragment", "nothing"}};

// Kinds of frames of one interface: "udp", "udp part", "icmp 3 3".
std::vector<std::string> kinds(const Recording& recording, const std::string& interface) {
  std::vector<std::string> all;
  for (const test::KeptFrame& frame : recording.frames) {
    if (frame.interface != interface) continue;
    const auto seen = lessons::glimpse(frame.bytes);
    if (seen.protocol == lessons::Protocol::udp)
      all.emplace_back(seen.fragment.part() ? "udp part" : "udp");
    else if (seen.protocol == lessons::Protocol::icmp)
      all.push_back(fmt::format("icmp {} {}", seen.icmp_type, seen.icmp_code));
    else
      all.emplace_back("other");
  }
  return all;
}

std::string on_host(pid_t run, const std::string& host, const std::string& command) {
  return fmt::format("{} exec --run {} {} -- {} 2>/dev/null", test::program("wirelab"), run, host,
                     command);
}

}  // namespace

TEST_CASE("the lesson udp passes", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("udp", {"--seed", "1"});
  test::expect_sound("udp", recording, right_answers);
}

TEST_CASE("each step of udp can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("udp", right_answers);
}

TEST_CASE("datagrams, fragments and ICMP are what crosses the cable", "[live]") {
  if (!test::testbed_works()) return;
  const auto played = [](const std::string& step) {
    return test::play_lesson("udp", {"--step", step});
  };
  using Kinds = std::vector<std::string>;
  CHECK(kinds(played("boundaries"), "client.eth0 cable") == Kinds(3, "udp"));
  // Two of the four calls on the connected socket sent something, one more before recv(), and the
  // three on the free one.
  const Recording refused = played("refused");
  CHECK(kinds(refused, "client.eth0 cable") == Kinds(6, "udp"));
  CHECK(kinds(refused, "server.eth0 cable") == Kinds(6, "icmp 3 3"));
  CHECK(kinds(played("lost-fragment"), "client.eth0 cable") ==
        Kinds{"udp part", "udp part", "udp part", "udp"});
}

TEST_CASE("the shipped recording of udp is whole") { test::expect_shipped("udp", {}, 256); }

TEST_CASE("the programs of udp read datagrams, and are refused", "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/udp";
  test::TestbedRun run({"udp"});
  run.say("go refused");  // its bench stays up, and nobody has the port
  run.wait_for_step("refused", "end");
  const pid_t of = run.pid();
  const std::string client = fmt::format("python3 {}/client.py", folder);
  CHECK(test::said_by(on_host(of, "client", client + " refused")).output ==
        "8\nECONNREFUSED\n8\nECONNREFUSED\n");

  auto serving = std::async(std::launch::async, [&] {
    return test::said_by(on_host(of, "server", fmt::format("python3 {}/server.py", folder)));
  });
  // Port 9009 is 2331 in the kernel's list.
  while (test::said_by(on_host(of, "server", "grep -q :2331 /proc/net/udp")).status != 0 &&
         serving.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
  }
  CHECK(test::said_by(on_host(of, "client", client)).status == 0);
  CHECK(serving.get().output == "AAA cut\nBB whole\n(empty) whole\n");
  run.say("quit");
  run.finish();
}
