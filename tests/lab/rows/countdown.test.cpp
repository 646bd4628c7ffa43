// What a kernel alone still remembers, and for how long.

#include "tests/lab/run_builder.hpp"

#include "lab/model/countdown.hpp"
#include "lab/rows/kernel.hpp"
#include "lab/rows/ladder.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;

namespace {

// The client has closed first; its kernel says for how long it waits.
RunBuilder closed(double timer_ms, bool ended = true) {
  using namespace tcp;
  RunBuilder run;
  run.fate(10, run.up(0, syn, 0), "delivered", "wire");
  run.fate(30, run.down(20, syn | ack, 0, 1), "delivered", "wire");
  run.fate(50, run.up(40, ack, 1, 1), "delivered", "wire");
  run.fate(70, run.up(60, fin | ack, 1, 1), "delivered", "wire");
  const auto both = run.down(80, fin | ack, 1, 2);
  run.fate(90, both, "delivered", "wire");
  run.kernel(
      91, "client", "TIME-WAIT", "delivered", both,
      {{"TIMER", "time-wait"}, {"TIMER_NS", std::to_string(static_cast<Time>(timer_ms) * ms)}});
  run.fate(110, run.up(92, ack, 2, 2), "delivered", "wire");
  if (!ended) return run;
  run.end(120);
  run.finish();
  return run;
}

std::string kernel_of(const KernelRows& rows, const std::string& name) {
  for (const auto& row : rows.rows)
    if (row.name == name) return row.kernel;
  return {};
}

}  // namespace

TEST_CASE("countdown_of_time_wait_is_what_the_kernel_said_less_what_has_passed") {
  Looker looker(closed(60'000));
  CHECK(forgets_at(looker.run.trace, 0, Side::opener, at(100)) == at(60'091));
  CHECK_FALSE(forgets_at(looker.run.trace, 0, Side::acceptor, at(100)));
  CHECK_FALSE(forgets_at(looker.run.trace, 0, Side::opener, at(60)));
  CHECK(all_forgotten_at(looker.run.trace, 0) == at(60'091));
  CHECK(kernel_of(kernel_rows(looker.at_ms(91)), "client forgets in") == "60.0 s");
  CHECK(kernel_of(kernel_rows(looker.at_ms(60)), "client forgets in").empty());
}

TEST_CASE("countdown_goes_on_by_the_clock_while_nothing_happens") {
  Looker looker(closed(60'000));
  View view = looker.at_ms(120);
  view.clock = at(20'091);
  CHECK(kernel_of(kernel_rows(view), "client forgets in") == "40.0 s");
  const LadderRows rows = ladder_rows(view);
  REQUIRE(rows.timers.size() == 1);
  CHECK(rows.timers[0].left);
  CHECK(rows.timers[0].text == "timer: 40 s left");
  CHECK(rows.timers[0].to == rows.now);
  CHECK(rows.timers[0].runs);
  view.clock = at(60'092);
  CHECK(kernel_of(kernel_rows(view), "client forgets in").empty());
  CHECK(ladder_rows(view).timers.empty());
}

TEST_CASE("countdown_that_is_over_leaves_its_length") {
  using namespace tcp;
  RunBuilder run = closed(60'000, false);
  run.kernel(60'100, "client", "gone", "tick");
  run.end(60'101);
  run.finish();
  Looker looker(std::move(run));
  const LadderRows rows = ladder_rows(looker.at_ms(60'101));
  REQUIRE(rows.timers.size() == 1);
  CHECK(rows.timers[0].text == "timer: 60 s");
  CHECK_FALSE(rows.timers[0].runs);
}

TEST_CASE("countdown_needs_a_timer") {
  Looker looker(closed(0));
  CHECK_FALSE(all_forgotten_at(looker.run.trace, 0));
  CHECK(ladder_rows(looker.at_ms(120)).timers.empty());
}
