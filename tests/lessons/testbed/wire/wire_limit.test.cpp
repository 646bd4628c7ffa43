#include "tests/lessons/testbed/remote/testbed_run.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace wirelab;
using test::TestbedRun;

namespace {

bool can_run() {
  if (!test::testbed_works()) return false;
  if (access("/usr/bin/python3", X_OK) == 0) return true;
  test::note_skip("no /usr/bin/python3 here");
  return false;
}

// A line that lets a host send so many frames to everybody from this MAC address. `content`, of i,
// in Python: what is different in them.
std::string sends(const std::string& host, int count, const std::string& mac,
                  const std::string& content) {
  return fmt::format(
      "start {0} {0} /usr/bin/python3 -c 'import socket; s = socket.socket(socket.AF_PACKET, "
      "socket.SOCK_RAW); s.bind((\"eth0\", 0)); [s.send(b\"\\xff\" * 6 + bytes.fromhex(\"{1}\") + "
      "bytes([{2}]) * 48) for i in range({3})]'",
      host, mac, content, count);
}

bool is_fate(const Note& note, const std::string& frame, const std::string& fate) {
  return note.kind == NoteKind::fate && note.get("FRAME") == frame && note.get("FATE") == fate;
}

bool is_wire(const Note& note, const std::string& action) {
  return note.kind == NoteKind::wire && note.get("ACTION") == action;
}

// "dropped by limit" -> how often, and how many frames have any fate at all
struct Fates {
  std::map<std::string, int> count;
  std::size_t frames = 0;
};

Fates fates_of(const TestbedRun& run) {
  Fates fates;
  std::map<std::string, int> frames;
  for (const Note& note : run.recording().of_kind(NoteKind::fate)) {
    ++fates.count[fmt::format("{} by {}", note.get("FATE"), note.get("BY"))];
    ++frames[std::string(note.get("FRAME"))];
  }
  fates.frames = frames.size();
  return fates;
}

std::string account_of(const TestbedRun& run) {
  std::string text;
  for (const Note& note : run.recording().of_kind(NoteKind::wire))
    if (is_wire(note, "account"))
      text += fmt::format("seen {} delivered {} dropped {} under way {}", note.get("SEEN"),
                          note.get("DELIVERED"), note.get("DROPPED"), note.get("UNDER_WAY"));
  return text;
}

std::size_t said(const TestbedRun& run, const std::string& action) {
  std::size_t times = 0;
  for (const Note& note : run.recording().of_kind(NoteKind::wire)) times += is_wire(note, action);
  return times;
}

// A hundred frames against an order, where twenty may be kept; read until all others are dropped
// and the twenty have met the order, if they can.
std::unique_ptr<TestbedRun> flood_against(const std::string& order, const std::string& met) {
  auto run = std::make_unique<TestbedRun>(std::vector<std::string>{"--topology", "pair"});
  run->wait_for_step("play", "begin");
  run->say("set limit 20 frames");
  run->say(order);
  run->say(sends("client", 100, "020000000001", "i"));
  int dropped = 0, kept = met.empty() ? 20 : 0;
  run->wait_for([&](const Note& note) {
    if (note.kind == NoteKind::fate && note.get("BY") == "limit") ++dropped;
    if (note.kind == NoteKind::fate && note.get("FATE") == met) ++kept;
    return dropped == 80 && kept == 20;
  });
  return run;
}

}  // namespace

TEST_CASE("a flood against a hand that holds all is kept up to the limit", "[live]") {
  if (!can_run()) return;
  const auto run = flood_against("hold all", "held");
  run->say("release all");
  run->wait_for([](const Note& note) { return is_fate(note, "20", "delivered"); });
  run->say("quit");
  CHECK(run->finish() == 0);
  const Fates fates = fates_of(*run);
  CHECK(fates.count == std::map<std::string, int>{{"held by hand", 20},
                                                  {"released by hand", 20},
                                                  {"delivered by wire", 20},
                                                  {"dropped by limit", 80}});
  CHECK(fates.frames == 100);
  CHECK(said(*run, "limit") == 1);
  CHECK(account_of(*run) == "seen 100 delivered 20 dropped 80 under way 0");
}

TEST_CASE("a flood against a delay of an hour is kept up to the limit", "[live]") {
  if (!can_run()) return;
  const std::vector<std::pair<std::string, std::string>> orders{{"set delay 3600000", ""},
                                                                {"rule delay 3600000", "delayed"}};
  for (const auto& [order, met] : orders) {
    INFO(order);
    const auto run = flood_against(order, met);
    run->say("quit");
    CHECK(run->finish() == 0);
    CHECK(fates_of(*run).count["dropped by limit"] == 80);
    CHECK(said(*run, "limit") == 1);
    CHECK(account_of(*run) == "seen 100 delivered 0 dropped 80 under way 20");
  }
}

TEST_CASE("a flood against a queue is kept up to the limit", "[live]") {
  if (!can_run()) return;
  const auto run = flood_against("rule rate 1 queue 1000", "delayed");
  run->say("quit");
  CHECK(run->finish() == 0);
  const Fates fates = fates_of(*run);
  CHECK(fates.count ==
        std::map<std::string, int>{{"delayed by queue", 20}, {"dropped by limit", 80}});
  CHECK(account_of(*run) == "seen 100 delivered 0 dropped 80 under way 20");
}

TEST_CASE("a limit that is none is refused, and status tells the one that holds", "[live]") {
  if (!can_run()) return;
  TestbedRun run({"--topology", "pair"});
  run.wait_for_step("play", "begin");
  run.say("set limit lots");
  const Note error = run.wait_for([](const Note& note) { return note.kind == NoteKind::error; });
  CHECK(error.get("TEXT") ==
        "'set limit' takes frames, MiB or both, as 20000 frames 16 MiB; not 'lots'");
  run.say("set limit 16 MiB");
  const Note set = run.wait_for([](const Note& note) { return is_wire(note, "set"); });
  CHECK(set.get("TEXT") == "set limit 50000 frames 16 MiB");
  run.say("quit");
  CHECK(run.finish() == 0);
}

TEST_CASE("a storm of looped switches is said, with the rule that ends it", "[live]") {
  if (!can_run()) return;
  TestbedRun run({"--topology", "lan"});
  run.wait_for_step("play", "begin");
  run.say(sends("alice", 60, "020000000009", "7"));
  run.say(sends("bob", 60, "020000000009", "7"));
  const Note storm = run.wait_for([](const Note& note) { return is_wire(note, "storm"); });
  CHECK(storm.get("SEGMENT") == "lan");
  CHECK(storm.get("TEXT").find("02:00:00:00:00:09") != std::string_view::npos);
  CHECK(storm.get("TEXT").find("alice.eth0 bob.eth0") != std::string_view::npos);
  run.wait_for([](const Note& note) { return is_fate(note, "120", "delivered"); });
  run.say(std::string(storm.get("REMEDY")));
  run.say(sends("carol", 1, "020000000009", "7"));
  const Note ended = run.wait_for([](const Note& note) { return is_fate(note, "121", "dropped"); });
  CHECK(ended.get("BY") == "rule");
  run.say("quit");
  CHECK(run.finish() == 0);
  CHECK(said(run, "storm") == 1);
}
