#include "lessons/machine/exec.hpp"
#include "tests/lessons/testbed/testbed_run.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

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
