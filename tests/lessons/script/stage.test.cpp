#include "lessons/script/stage.hpp"

#include "tests/lessons/testbed/remote/testbed_run.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

using namespace wirelab;
using lessons::deserves_another_run;

namespace {

constexpr Time ms = 1'000'000;

// The testbed itself, a child of the process that was started: it stands still, its kernels go on.
class StoodStill {
 public:
  explicit StoodStill(pid_t run) {
    std::ifstream(fmt::format("/proc/{0}/task/{0}/children", run)) >> testbed_;
    if (testbed_ > 0) kill(testbed_, SIGSTOP);
  }
  ~StoodStill() {
    if (testbed_ > 0) kill(testbed_, SIGCONT);
  }
  bool found() const { return testbed_ > 0; }

 private:
  pid_t testbed_ = 0;
};

}  // namespace

TEST_CASE("a step runs again where the machine kept its programs waiting, but not for ever") {
  CHECK_FALSE(deserves_another_run(9 * ms, 1));
  CHECK(deserves_another_run(10 * ms, 1));
  CHECK(deserves_another_run(3'000 * ms, 4));
  CHECK_FALSE(deserves_another_run(3'000 * ms, 5));
}

TEST_CASE("a run that its machine slept through is set aside", "[live]") {
  if (!test::testbed_works()) return;
  test::TestbedRun run({"handshake", "--auto", "--step", "lost-syn"});
  run.wait_for([](const Note& note) { return note.get("FATE") == "dropped"; });
  {
    const StoodStill still(run.pid());
    REQUIRE(still.found());
    std::this_thread::sleep_for(
        std::chrono::milliseconds(3500));  // the kernel resends at 1 and 3 s
  }
  run.wait_for([](const Note& note) { return note.get("ACTION") == "rerun"; });
  CHECK(run.finish() == 0);
  CAPTURE(run.errors());
  CHECK(run.errors().empty());
  CHECK(run.recording().set_aside >= 1);
  int checks = 0;
  for (const Note& result : run.recording().of_kind(NoteKind::result)) {
    if (result.get("CHECK") == "same-number") CHECK(result.get("ACTUAL") == "2 SYNs, 1 number");
    checks += result.get("CHECK").empty() ? 0 : 1;
  }
  CHECK(checks == 2);
}
