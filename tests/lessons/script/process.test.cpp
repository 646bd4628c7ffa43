#include "lessons/script/process.hpp"

#include "tests/lessons/script/played.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <csignal>

using namespace wirelab;
using test::Findings;

TEST_CASE("a script starts a program of its own, talks with it and waits for its end", "[live]") {
  if (test::thread_sanitizer) WIRELAB_SKIP(test::thread_sanitizer_reason);
  WIRELAB_APART([](Findings& f) {
    const auto run = test::played_run(
        f,
        [&f](lessons::Scene& scene) {
          lessons::Process echo = scene.start(
              "server", "echo",
              {"sh", "-c", "echo ready; while read word; do echo \"$word again\"; done; exit 3"});
          f.expect(echo.printed("ready") == "ready", "its first line");
          echo.input("one");
          echo.input("two");
          f.expect(echo.printed("again") == "one again", "one");
          f.expect(echo.printed("again") == "two again", "two");
          echo.end_input();
          f.expect(echo.ended() == 3, "its status");
          lessons::Process stays = scene.start("client", "stays", {"sleep", "1000"});
          stays.signal(SIGINT);
          f.expect(stays.ended() == 128 + SIGINT, "it is killed");
          f.expect(scene.start("client", "missing", {"/no/such/program"}).ended() == 127,
                   "what is not there");
        },
        {.topology = lessons::pair(0), .settings = {}});
    std::string events;
    for (const Note& note : run.notes)
      if (note.kind == NoteKind::program && note.get("PROGRAM") == "echo")
        events += fmt::format("{} ", note.get("EVENT"));
    f.expect(events == "start output input input output output exit " ||
                 events == "start output input output input output exit ",
             events);
  });
}

TEST_CASE("a script hears when a program ends without what it waits for", "[live]") {
  if (test::thread_sanitizer) WIRELAB_SKIP(test::thread_sanitizer_reason);
  WIRELAB_APART([](Findings& f) {
    const auto sentence = [](const auto& attempt) -> std::string {
      try {
        attempt();
      } catch (const lessons::StepFailed& failed) {
        return failed.sentence;
      }
      return "";
    };
    test::played(
        f,
        [&](lessons::Scene& scene) {
          const std::string silent = sentence([&] {
            scene.start("client", "silent", {"sh", "-c", "echo no; exit 7"}).printed("yes");
          });
          f.expect(silent == "Program silent ended with 7 and did not print 'yes'.", silent);
          const std::string nowhere = sentence([&] { scene.start("sever", "web", {"true"}); });
          f.expect(nowhere == "this bench has no host 'sever'; did you mean 'server'?", nowhere);
        },
        {.topology = lessons::pair(0), .settings = {}});
  });
}
