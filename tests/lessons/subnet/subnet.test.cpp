#include "lessons/testbed/frame/glimpse.hpp"
#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace wirelab;
using test::Recording;

namespace {

const test::Answers right_answers{
    {"bits", "half"},    {"classes", "gateway"},  {"drills", "minus-two"},  {"disagree", "gateway"},
    {"detour", "round"}, {"no-gateway", "reply"}, {"other-way", "one-way"}, {"too-wide", "asks"}};

// What one interface sent: "arp 10.0.0.254", "icmp 0 ttl 64 to 02:00:00:00:00:03", "syn".
std::vector<std::string> sent_by(const Recording& recording, const std::string& interface) {
  std::vector<std::string> all;
  for (const test::KeptFrame& frame : recording.frames) {
    if (frame.interface != interface) continue;
    const auto seen = lessons::glimpse(frame.bytes);
    if (seen.protocol == lessons::Protocol::arp)
      all.push_back(
          fmt::format("{} {}", seen.asks ? "asks" : "tells", seen.tuple.remote_address.text()));
    if (seen.protocol == lessons::Protocol::icmp)
      all.push_back(fmt::format("icmp {} ttl {} to {}", seen.icmp_type, seen.ttl,
                                seen.mac_destination.text()));
    if (seen.tcp()) all.emplace_back("tcp");
  }
  return all;
}

std::string on_host(pid_t run, const std::string& host, const std::string& command) {
  return fmt::format("{} exec --run {} {} -- {} 2>&1", test::program("wirelab"), run, host,
                     command);
}

}  // namespace

TEST_CASE("the lesson subnet passes", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("subnet", {"--seed", "1"});
  test::expect_sound("subnet", recording, right_answers);
}

TEST_CASE("each step of subnet can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("subnet", right_answers);
}

TEST_CASE("masks decide who is asked for, and a redirect mends the way", "[live]") {
  if (!test::testbed_works()) return;
  using Sent = std::vector<std::string>;
  const Recording disagree = test::play_lesson("subnet", {"--step", "disagree"});
  CHECK(sent_by(disagree, "b.eth0 lan") == Sent{"tells 10.0.0.10", "asks 10.0.0.254",
                                                "icmp 0 ttl 64 to 02:00:00:00:00:03",
                                                "icmp 0 ttl 64 to 02:00:00:00:00:01"});
  const auto router = sent_by(disagree, "r.eth0 lan");
  CHECK(test::has(router, "icmp 0 ttl 63 to 02:00:00:00:00:01"));
  CHECK(test::has(router, "icmp 5 ttl 64 to 02:00:00:00:00:02"));
  const Recording silent = test::play_lesson("subnet", {"--step", "no-gateway"});
  CHECK(sent_by(silent, "b.eth0 lan") == Sent{"tells 10.0.0.10", "tells 10.0.0.254", "tcp"});
  const Recording wide = test::play_lesson("subnet", {"--step", "too-wide"});
  for (const std::string& sent : sent_by(wide, "a.eth0 lan")) CHECK(sent == "asks 10.0.1.20");
  CHECK(sent_by(wide, "r.eth1 far").empty());
}

TEST_CASE("the drills of subnet are drawn by the seed", "[live]") {
  if (!test::testbed_works()) return;
  const auto questions = [](const char* seed) {
    std::string all;
    const Recording played = test::play_lesson("subnet", {"--step", "drills", "--seed", seed});
    for (const Note& result : played.of_kind(NoteKind::result))
      if (result.get("FACT").starts_with("question-"))
        all += fmt::format("{} ", result.get("VALUE"));
    return all;
  };
  CHECK(questions("1").size() > 30);
  CHECK(questions("1") == questions("1"));
  CHECK(questions("1") != questions("2"));
}

TEST_CASE("the shipped recording of subnet is whole") { test::expect_shipped("subnet"); }

TEST_CASE("the programs of subnet ping by the detour, and compute the same", "[live]") {
  if (!test::testbed_works()) return;
  const std::string python = "python3 " WIRELAB_SOURCE_DIR "/lessons/subnet/";
  test::TestbedRun run({"subnet"});
  run.say("go classes");  // its bench stays up, and nobody has pinged
  run.wait_for_step("classes", "end");
  const pid_t of = run.pid();
  CHECK(test::said_by(on_host(of, "a", python + "client.py")).output ==
        "answer from 10.0.0.200 TTL 63\nanswer from 10.0.0.200 TTL 64\n");
  CHECK(test::said_by(on_host(of, "b", python + "server.py 10.0.0.200/25 10.0.0.10 10.0.0.129"))
            .output == "network 10.0.0.128 broadcast 10.0.0.255\n10.0.0.10 far\n10.0.0.129 near\n");
  run.say("go no-gateway");
  run.wait_for_step("no-gateway", "end");
  CHECK(test::said_by(on_host(of, "b", python + "client.py 10.0.0.10")).output == "ENETUNREACH\n");
  CHECK(test::said_by(on_host(of, "a", python + "client.py")).output ==
        "no answer from 10.0.0.200\n");
  run.say("quit");
  run.finish();
}
