#include "lessons/testbed/host/carrier.hpp"

#include "lessons/machine/start.hpp"
#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <sched.h>

#include <atomic>
#include <chrono>
#include <thread>

using namespace wirelab;

TEST_CASE("an interface is waited for until it is up", "[live]") {
  WIRELAB_APART([](test::Findings& f) {
    f.expect(unshare(CLONE_NEWNET) == 0, "a network of its own, its loopback down");
    std::atomic<bool> started = false, up = false, returned_early = false, running = false;
    std::jthread waiting([&] {
      started = true;
      started.notify_all();
      const Outcome came = lessons::await_carrier("lo");
      returned_early = !up;
      running = static_cast<bool>(came);
    });
    started.wait(false);
    std::this_thread::sleep_for(
        std::chrono::milliseconds(50));  // one that does not wait is through
    up = true;
    f.expect(static_cast<bool>(lessons::set_up("lo")), "setting lo up");
    waiting.join();
    f.expect(!returned_early, "it waited");
    f.expect(running, "it came");
    f.expect(static_cast<bool>(lessons::await_carrier("lo")), "no wait for one that is up");
  });
}
