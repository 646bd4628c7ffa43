// A lesson tells what happens, and does not play it: whose experiment is spoilt, fails its check.

#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace wirelab;

namespace {

// A rule that somebody gives behind the script's back, and the check that it spoils.
struct Spoilt {
  std::string lesson, step, rule, check;
};

const std::vector<Spoilt> all_spoilt{
    {"handshake", "three-messages", "duplicate from client syn once", "three-messages"},
    {"close", "three", "duplicate from server fin once", "three-segments"},
    {"time-wait", "old-duplicate", "drop from client rst always", "assassinated"},
    {"reset", "send-after-close", "corrupt from server rst always", "second-fails"},
    {"eleven-states", "easy", "drop from client rst always", "after-reset"},
    {"backlog", "admit", "drop from client ack nth 1", "one-more"},
    {"byte-stream", "one-recv", "corrupt from client data nth 2", "one-call"},
    {"retransmission", "tail", "drop from client data nth 3", "tail-resent"},
    {"flow-control", "shrink", "drop from client data nth 1", "shrink-nothing-resent"},
    {"udp", "boundaries", "duplicate from client udp nth 1", "next-datagram"},
    {"broadcast", "limited", "duplicate from a udp once", "one-frame-for-all"},
    {"subnet", "disagree", "drop from r icmp always", "next-goes-direct"},
};

bool is_turn(const Note& note) { return note.kind == NoteKind::ask && note.get("WAIT") == "turn"; }
bool is_end(const Note& note) { return note.kind == NoteKind::step && note.get("PHASE") == "end"; }

// What became of its checks: "yes" and "no" by their ids.
std::map<std::string, std::string> checks_of(const Spoilt& one) {
  test::TestbedRun run({one.lesson});
  run.say("rule " + one.rule);
  run.say("go " + one.step);
  const Note came = run.wait_for([](const Note& note) { return is_turn(note) || is_end(note); });
  if (is_turn(came)) {
    run.say("next");
    run.wait_for_step(one.step, "end");
  }
  run.say("quit");
  run.finish();
  std::map<std::string, std::string> passed;
  for (const Note& result : run.recording().of_kind(NoteKind::result))
    if (!result.get("CHECK").empty())
      passed[std::string(result.get("CHECK"))] = result.get("PASSED");
  return passed;
}

}  // namespace

TEST_CASE("a spoilt experiment fails the check that is about it, in each lesson", "[live]") {
  if (!test::testbed_works()) return;
  std::set<std::string> lessons;
  for (const Spoilt& one : all_spoilt) {
    CAPTURE(one.lesson, one.step, one.rule);
    const auto passed = checks_of(one);
    REQUIRE(passed.contains(one.check));
    CHECK(passed.at(one.check) == "no");
    lessons.insert(one.lesson);
  }
  const test::Said names = test::said_by(test::program("wirelab") + " list --names");
  for (const std::string& lesson : lessons)
    CHECK(names.output.find(lesson + "\n") != std::string::npos);
  CHECK(static_cast<std::size_t>(std::count(names.output.begin(), names.output.end(), '\n')) ==
        lessons.size());
}
