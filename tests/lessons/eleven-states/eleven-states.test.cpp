#include "tests/lessons/lesson_run.hpp"
#include "tests/lessons/twins.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <numeric>
#include <set>

using namespace wirelab;
using test::Recording;

namespace {

const test::Answers right_answers{{"easy", "differ"},
                                  {"leaving", "last-ack"},
                                  {"rare", "closing"},
                                  {"edges", "leaves"},
                                  {"impossible", "refuses"}};

bool is_turn(const Note& note) { return note.kind == NoteKind::ask && note.get("WAIT") == "turn"; }

}  // namespace

TEST_CASE("all eleven states are read from the kernel, none is passed", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("eleven-states", {"--seed", "1"});
  test::expect_sound("eleven-states", recording, right_answers);
  std::set<std::string> states;
  for (const Note& kernel : recording.of_kind(NoteKind::kernel)) {
    states.emplace(kernel.get("STATE"));
    CHECK(kernel.get("READ") == "read");
  }
  CHECK(states == std::set<std::string>{"CLOSE-WAIT", "CLOSING", "ESTABLISHED", "FIN-WAIT-1",
                                        "FIN-WAIT-2", "LAST-ACK", "LISTEN", "SYN-RECEIVED",
                                        "SYN-SENT", "TIME-WAIT"});
  CHECK(!recording.of_kind(NoteKind::gone).empty());  // CLOSED
}

TEST_CASE("the score of eleven-states is the sum of the frames touched in its steps", "[live]") {
  if (!test::testbed_works()) return;
  const Recording recording = test::play_lesson("eleven-states");
  std::vector<long> touched;
  std::string score;
  for (const Note& result : recording.of_kind(NoteKind::result)) {
    if (result.get("FACT") == "touched")
      touched.push_back(std::stol(std::string(result.get("VALUE"))));
    if (result.get("FACT") == "score") score = result.get("VALUE");
  }
  REQUIRE(touched.size() == 5);
  CHECK(touched.front() > 0);
  CHECK(score ==
        fmt::format("{} frames in 5 steps", std::accumulate(touched.begin(), touched.end(), 0L)));
}

TEST_CASE("what the learner touches is counted, and what the script does is not", "[live]") {
  if (!test::testbed_works()) return;
  test::TestbedRun run({"eleven-states"});
  const auto touched = [&] {
    const auto said = test::said_by(fmt::format("{} remote --run {} status | grep touched",
                                                test::program("wirelab"), run.pid()));
    return said.output;
  };
  run.say("go impossible");
  run.wait_for_step("impossible", "end");
  CHECK(touched() == "touched 0\n");
  run.say("rule drop from client syn nth 1");
  run.say("go impossible");
  run.wait_for_step("impossible", "end", 2);
  CHECK(touched() == "touched 1\n");
  run.say("quit");
  run.finish();
}

TEST_CASE("each step of eleven-states can be played alone", "[live]") {
  if (!test::testbed_works()) return;
  test::expect_each_step_alone("eleven-states", right_answers);
}

TEST_CASE("packets and kernel agree in a fresh run of eleven-states", "[live]") {
  if (!test::testbed_works()) return;
  char file[] = "/tmp/wirelab-eleven-XXXXXX.pcapng";
  const int made = mkstemps(file, 7);
  REQUIRE(made >= 0);
  close(made);
  test::play_lesson("eleven-states", {"-w", file, "-w", "-"});
  test::expect_agreement(file);
  unlink(file);
}

TEST_CASE("the hand looks at the last ACK, and the step runs again when it took its time",
          "[live]") {
  if (!test::testbed_works()) return;
  test::TestbedRun run({"eleven-states"});
  SECTION("released at once, or by next") {
    run.say("go easy");
    run.wait_for(is_turn);
    run.say("next");
    run.wait_for_step("easy", "end", 1);
  }
  SECTION("after the server has sent its FIN again") {
    run.say("go leaving");
    const Note turn = run.wait_for(is_turn);
    std::size_t fins = 0;
    run.wait_for([&](const Note& note) {
      // The resent FIN is delivered: a fate of a later frame from the server.
      fins += note.kind == NoteKind::fate && note.get("FATE") == "delivered" &&
              note.number("FRAME") > turn.number("FRAME");
      return fins > 0;
    });
    run.say(fmt::format("release {}", turn.get("FRAME")));
    run.wait_for_step("leaving", "end", 2);
  }
  run.say("quit");
  run.finish();
  CHECK(run.recording().of_kind(NoteKind::error).empty());
  for (const Note& result : run.recording().of_kind(NoteKind::result)) {
    INFO(result.message);
    if (!result.get("CHECK").empty()) CHECK(result.get("PASSED") == "yes");
  }
}

TEST_CASE("the programs of eleven-states walk through their states, an Enter a call", "[live]") {
  if (!test::testbed_works()) return;
  const std::string folder = WIRELAB_SOURCE_DIR "/lessons/eleven-states";
  // Enter without end: the order of the calls is that of the programs.
  const auto pressing = [&](const char* name) {
    return fmt::format("yes \"\" | python3 {}/{}", folder, name);
  };
  const test::Twins twins = test::play_twins(pressing("server.py"), pressing("client.py"));
  CHECK(twins.client.status == 0);
  CHECK(twins.client.output == "Enter: connect()\nEnter: shutdown()\nEnter: close()\n");
  CHECK(twins.server.output ==
        "Enter: listen()\nEnter: accept()\nEnter: recv()\nrecv() returned 0\nEnter: close()\n");
  REQUIRE(twins.from_client.size() > 2);
  REQUIRE(!twins.from_server.empty());
  CHECK(twins.from_client.front() == "SYN");
  CHECK(twins.from_client[2] == "FIN ACK");
  CHECK(twins.from_server.front() == "SYN ACK");
  CHECK(test::has(twins.from_server, "FIN ACK"));
}

TEST_CASE("the shipped recording of eleven-states is whole") {
  test::expect_shipped("eleven-states");
}
