#include "lessons/machine/exec.hpp"
#include "tests/lessons/testbed/remote/testbed_run.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace wirelab;
using test::TestbedRun;

namespace {

// What became of a frame of three-messages under a rule given before.
std::vector<Note> fates_under(const std::string& rule, const std::string& frame,
                              std::size_t count) {
  TestbedRun run({"handshake"});
  run.say("rule " + rule);
  run.say("go three-messages");
  std::vector<Note> fates;
  run.wait_for([&](const Note& note) {
    if (note.kind == NoteKind::fate && note.get("FRAME") == frame) fates.push_back(note);
    return fates.size() == count;
  });
  run.close_input();
  CHECK(run.finish() == 0);
  return fates;
}

// Two hosts on a switch that forgets soon.
class SmallLan {
 public:
  SmallLan() {
    char name[] = "/tmp/wirelab-lan-XXXXXX";
    folder_ = mkdtemp(name) ? name : "";
    std::filesystem::permissions(folder_, std::filesystem::perms(0755));
    std::ofstream(file()) << "[hosts.alice]\naddress = \"10.0.0.1/24\"\n"
                             "[hosts.bob]\naddress = \"10.0.0.2/24\"\n"
                             "[segments.floor]\nkind = \"switch\"\nageing_s = 1\n";
  }
  ~SmallLan() { std::filesystem::remove_all(folder_); }
  std::string file() const { return folder_ + "/lan.toml"; }

 private:
  std::string folder_;
};

// A line that lets a host send one frame to everybody, with this sender's address.
std::string speaks(const std::string& host, const std::string& mac) {
  return fmt::format(
      "start {0} {0} /usr/bin/python3 -c 'import socket; s = socket.socket(socket.AF_PACKET, "
      "socket.SOCK_RAW); s.bind((\"eth0\", 0)); s.send(b\"\\xff\" * 6 + "
      "bytes.fromhex(\"{1}\") + bytes(48))'",
      host, mac);
}

std::string words(const std::vector<Note>& fates) {
  std::string text;
  for (const Note& fate : fates)
    text += fmt::format("{}{} by {}, ", fate.get("FATE"), fate.get("COPY"), fate.get("BY"));
  return text;
}

}  // namespace

TEST_CASE("a duplicated frame is delivered twice", "[live]") {
  if (!test::testbed_works()) return;
  CHECK(words(fates_under("duplicate from client syn once", "1", 3)) ==
        "duplicated by rule, delivered by wire, delivered2 by wire, ");
}

TEST_CASE("a delayed frame comes that much later", "[live]") {
  if (!test::testbed_works()) return;
  const auto fates = fates_under("delay 100 from client syn once", "1", 2);
  CHECK(words(fates) == "delayed by rule, delivered by wire, ");
  CHECK(fates[0].number("DELAY_NS") == 100'000'000);
  CHECK(fates[1].time - fates[0].time >= 110'000'000);  // and half the cable
}

TEST_CASE("a corrupted frame is delivered, and no kernel takes it", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("rule corrupt from client syn once");
  run.say("go three-messages");
  run.wait_for([](const Note& note) {
    return note.kind == NoteKind::fate && note.get("FRAME") == "1" &&
           note.get("FATE") == "delivered";
  });
  const Note next = run.wait_for([](const Note& note) {
    return note.kind == NoteKind::fate && note.get("FRAME") == "2" &&
           note.get("FATE") == "delivered";
  });
  CHECK(next.get("TO") == "server.eth0");  // the SYN again, no answer between them
  run.close_input();
  CHECK(run.finish() == 0);
}

TEST_CASE("what a switch learns is noted, what moves and what it forgets", "[live]") {
  if (!test::testbed_works()) return;
  if (access("/usr/bin/python3", X_OK) != 0) WIRELAB_SKIP("no /usr/bin/python3 here");
  const SmallLan lan;
  TestbedRun run({"--topology", lan.file()});
  run.wait_for_step("play", "begin");
  run.say("set tables on");
  const auto change = [&](const std::string& event, const std::string& port) {
    const Note note = run.wait_for([&](const Note& seen) {
      return seen.kind == NoteKind::table && seen.get("TABLE") == "mac" &&
             seen.get("ENTRY") == "02:00:00:00:00:01" && seen.get("EVENT") == event;
    });
    CHECK(note.get("HOST") == "floor");
    CHECK(note.get("INTERFACE") == port);
    CHECK(note.get("MOMENT") == (event == "removed" ? "tick" : "forwarded"));
    CHECK(note.number("FRAME").has_value() == (event != "removed"));
  };
  run.say(speaks("alice", "02 00 00 00 00 01"));
  change("added", "alice.eth0");
  run.say(speaks("bob", "02 00 00 00 00 01"));
  change("changed", "bob.eth0");
  change("removed", "bob.eth0");
  run.close_input();
  CHECK(run.finish() == 0);
}

TEST_CASE("frames are held in order and released one by one", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("rule hold from server synack once");
  run.say("go three-messages");
  const auto fate = [&](const std::string& frame, const std::string& what) {
    return run.wait_for([&](const Note& note) {
      return note.kind == NoteKind::fate && note.get("FRAME") == frame && note.get("FATE") == what;
    });
  };
  CHECK(fate("2", "held").get("BY") == "rule");
  run.say("release 2");
  CHECK(fate("2", "released").get("BY") == "hand");
  fate("2", "delivered");
  run.wait_for_step("three-messages", "end");
  run.close_input();
  CHECK(run.finish() == 0);
}

TEST_CASE("a program of the learner is seen by the kernel's notes within a second", "[live]") {
  if (!test::testbed_works()) return;
  TestbedRun run({"handshake"});
  run.say("go nobody-listening");
  const Note end = run.wait_for_step("nobody-listening", "end");
  const pid_t child = fork();
  if (child == 0) {
    const auto status = lessons::run_on_host(
        run.pid(), "server",
        {"python3", "-c",
         "import socket; s = socket.socket(); s.bind(('', 8000)); s.listen(); s.accept()"});
    _exit(status ? 0 : 1);
  }
  const Note listening = run.wait_for([](const Note& note) {
    return note.kind == NoteKind::kernel && note.get("STATE") == "LISTEN" &&
           note.get("LOCAL") == "0.0.0.0:8000";
  });
  CHECK(listening.get("HOST") == "server");
  CHECK(listening.get("MOMENT") == "call");
  const auto started = run.recording().of_kind(NoteKind::program);
  CHECK(started.back().get("EVENT") == "start");
  CHECK(started.back().get("PROGRAM") == "python3");
  run.say("quit");  // the child has a copy of the input's end
  CHECK(run.finish() == 0);
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);  // it ended with the run
  CHECK(end.time < listening.time);
}
