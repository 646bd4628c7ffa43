#include "lessons/testbed/frame/glimpse.hpp"
#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <thread>

using namespace wirelab;
using test::Recording;

namespace {

const test::Answers right_answers{
    {"permission", "refused"}, {"limited", "link"}, {"directed", "nobody"}, {"bind", "none"},
    {"mask", "deaf"},          {"behind", "keeps"}, {"multicast", "joined"}};

// The datagrams of one interface: "10.0.0.255 at ff:ff:ff:ff:ff:ff, TTL 64".
std::vector<std::string> datagrams(const Recording& recording, const std::string& interface) {
  std::vector<std::string> all;
  for (const test::KeptFrame& frame : recording.frames) {
    const auto seen = lessons::glimpse(frame.bytes);
    if (frame.interface != interface || seen.protocol != lessons::Protocol::udp) continue;
    all.push_back(fmt::format("{} at {}, TTL {}", seen.tuple.remote_address.text(),
                              seen.mac_destination.text(), seen.ttl));
  }
  return all;
}

std::string on_host(pid_t run, const std::string& host, const std::string& command) {
  return fmt::format("{} exec --run {} {} -- {} 2>/dev/null", test::program("wirelab"), run, host,
                     command);
}

}  // namespace

TEST_CASE("the lesson broadcast passes", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("broadcast", {"--seed", "1"});
  test::expect_sound("broadcast", recording, right_answers);
}

TEST_CASE("each step of broadcast can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("broadcast", right_answers);
}

TEST_CASE("a broadcast is one frame for all, and crosses a router only if that is told to",
          "[live]") {
  if (!test::testbed_works()) return;
  using Datagrams = std::vector<std::string>;
  const Recording limited = test::play_lesson("broadcast", {"--step", "limited"});
  CHECK(datagrams(limited, "a.eth0 lan") ==
        Datagrams{"255.255.255.255 at ff:ff:ff:ff:ff:ff, TTL 64"});
  CHECK(datagrams(limited, "r.eth1 far").empty());
  const Recording behind = test::play_lesson("broadcast", {"--step", "behind"});
  CHECK(datagrams(behind, "a.eth0 lan") == Datagrams(2, "10.0.1.255 at 02:00:00:00:00:04, TTL 64"));
  CHECK(datagrams(behind, "r.eth1 far") == Datagrams{"10.0.1.255 at ff:ff:ff:ff:ff:ff, TTL 63"});
  const Recording multicast = test::play_lesson("broadcast", {"--step", "multicast"});
  CHECK(datagrams(multicast, "a.eth0 lan") ==
        Datagrams(2, "239.1.2.3 at 01:00:5e:01:02:03, TTL 1"));
}

TEST_CASE("the shipped recording of broadcast is whole") { test::expect_shipped("broadcast"); }

TEST_CASE("the programs of broadcast are refused, and then heard", "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/broadcast";
  test::TestbedRun run({"broadcast"});
  run.say("go permission");  // its bench stays up; the step's own ear is on b
  run.wait_for_step("permission", "end");
  const pid_t of = run.pid();
  auto hearing = std::async(std::launch::async, [&] {
    return test::said_by(on_host(of, "c", fmt::format("python3 {}/server.py", folder)));
  });
  // Port 9009 is 2331 in the kernel's list.
  while (test::said_by(on_host(of, "c", "grep -q :2331 /proc/net/udp")).status != 0 &&
         hearing.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
  }
  CHECK(test::said_by(on_host(of, "a", fmt::format("python3 {}/client.py", folder))).output ==
        "EACCES\n5\n");
  CHECK(hearing.get().output == "hello from 10.0.0.1\n");
  run.say("quit");
  run.finish();
}

TEST_CASE("the program of broadcast that joins a group hears it, without any permission",
          "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/broadcast";
  test::TestbedRun run({"broadcast"});
  run.say("go permission");
  run.wait_for_step("permission", "end");
  const pid_t of = run.pid();
  const auto before = static_cast<std::ptrdiff_t>(run.recording().frames.size());
  auto hearing = std::async(std::launch::async, [&] {
    return test::said_by(
        on_host(of, "c", fmt::format("python3 {}/server.py 0.0.0.0 239.1.2.3", folder)));
  });
  // 239.1.2.3 as the kernel's list of groups has it.
  while (test::said_by(on_host(of, "c", "grep -q 030201EF /proc/net/igmp")).status != 0 &&
         hearing.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
  }
  const std::string send = fmt::format("python3 {}/client.py 239.1.2.3", folder);
  CHECK(test::said_by(on_host(of, "a", send)).output == "5\n");
  CHECK(hearing.get().output == "hello from 10.0.0.1\n");
  run.say("quit");
  run.finish();
  Recording after = run.recording();
  after.frames.erase(after.frames.begin(), after.frames.begin() + before);
  CHECK(datagrams(after, "a.eth0 lan") ==
        std::vector<std::string>{"239.1.2.3 at 01:00:5e:01:02:03, TTL 1"});
}
