// Who has a lifeline, and between which of them a frame goes.

#include "tests/lab/routed_run.hpp"

#include "lab/rows/bench_map.hpp"
#include "lab/rows/ladder.hpp"
#include "lab/rows/moment.hpp"
#include "lab/rows/topology.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;

namespace {

using Names = std::vector<std::string>;

Names way_at(Looker& looker, double time) { return moment_of(looker.at_ms(time)).way; }

// A row of routers: one behind the other, told in the wrong order.
RunBuilder chain() {
  return {"chain",
          {{"a.eth0", "one", link_type_ethernet, 0},
           {"r1.eth0", "one", link_type_ethernet, 0},
           {"r1.eth1", "two", link_type_ethernet, 0},
           {"r2.eth0", "two", link_type_ethernet, 0},
           {"r2.eth1", "three", link_type_ethernet, 0},
           {"b.eth0", "three", link_type_ethernet, 0},
           {"r3.eth0", "two", link_type_ethernet, 0},
           {"r3.eth1", "aside", link_type_ethernet, 0}},
          {{"HOSTS",
            "a=10.0.1.10/24 r3=10.0.2.3/24,10.0.9.1/24 r2=10.0.2.2/24,10.0.3.1/24 "
            "r1=10.0.1.1/24,10.0.2.1/24 b=10.0.3.10/24"},
           {"MEDIUM", "cable"},
           {"DELAY_NS", "1000000"}}};
}

}  // namespace

TEST_CASE("way_goes_through_the_router_that_joins_the_ends") {
  for (const bool told : {true, false}) {
    INFO(told);
    Looker looker(routed_run(told));
    CHECK(way_at(looker, 60) == Names{"alice", "router", "carol"});
    CHECK(topology_rows(looker.at_ms(60)).aside == Names{"bob"});
  }
}

TEST_CASE("way_without_a_connection_has_all_hosts") {
  Looker looker(routed_bench(true));
  CHECK(way_at(looker, 0) == Names{"alice", "bob", "router", "carol"});
}

TEST_CASE("way_has_routers_in_the_order_in_which_they_are_passed") {
  RunBuilder run = chain();
  run.sent(0, 0, "10.0.1.10:43210", "10.0.3.10:80", tcp::syn, 1000);
  Looker looker(std::move(run));
  CHECK(way_at(looker, 1) == Names{"a", "r1", "r2", "b"});
}

TEST_CASE("way_keeps_a_router_that_was_not_needed_but_asked") {
  RunBuilder run = routed_bench(true);
  const auto detour = run.sent(0, 0, alice, bob, tcp::syn, 1000);
  run.fate(20, detour, "delivered", "wire", 1, 0, "router.eth0");
  const auto copy = run.sent(20.1, 2, alice, bob, tcp::syn, 1000);
  run.fate(40, copy, "delivered", "wire", 1, 0, "bob.eth0");
  Looker looker(std::move(run));
  CHECK(way_at(looker, 60) == Names{"alice", "router", "bob"});
  const LadderRows rows = ladder_rows(looker.at_ms(60));
  REQUIRE(rows.arrows.size() == 2);
  // Where it was delivered, not where it wanted to go.
  CHECK(rows.arrows[0].from == 0);
  CHECK(rows.arrows[0].to == 0.5);
  CHECK(rows.arrows[1].from == 0.5);
  CHECK(rows.arrows[1].to == 1);
}

TEST_CASE("way_goes_to_each_that_hears_a_frame_at_its_own_time") {
  RunBuilder run = routed_bench(true);
  const auto frame = run.sent(0, 0, alice, "10.0.1.255:9000", 0, 0);
  run.fate(20, frame, "delivered", "wire", 1, 0, "bob.eth0");
  const auto answer = run.sent(20.1, 1, bob, alice, 0, 0);
  run.fate(20.2, frame, "delivered", "wire", 1, 0, "router.eth0");
  run.fate(40.1, answer, "delivered", "wire", 1, 0, "alice.eth0");
  Looker looker(std::move(run));
  const View view = looker.at_ms(60);
  const LadderRows rows = ladder_rows(view);
  REQUIRE(rows.arrows.size() == 3);
  const LadderRows::Arrow &furthest = rows.arrows[0], &branch = rows.arrows[1];
  CHECK(furthest.path.back().x == Approx(2.0 / 3));
  CHECK_FALSE(furthest.branch);
  CHECK(branch.path.back().x == Approx(1.0 / 3));
  CHECK(branch.branch);
  CHECK(branch.strong.empty());
  // Who answers has heard before.
  CHECK(branch.path.back().y < rows.arrows[2].path.front().y);
  CHECK(furthest.path.back().y > rows.arrows[2].path.front().y);
  REQUIRE(topology_rows(view).middle.size() == 2);
  CHECK_FALSE(topology_rows(view).middle[0].router);
  CHECK(topology_rows(view).middle[1].router);
}

TEST_CASE("way_shows_the_calls_of_the_hosts_in_the_middle") {
  RunBuilder run = routed_run();
  run.call(55, "router", "recvfrom", 1);
  run.returned(56, "router", "recvfrom", 1, "5");
  Looker looker(std::move(run));
  const LadderRows rows = ladder_rows(looker.at_ms(60));
  REQUIRE(rows.calls.size() == 1);
  CHECK(rows.calls[0].x == 0.5);
  CHECK(rows.calls[0].text == "recvfrom() = 5");
}

TEST_CASE("way_is_that_of_the_connection_which_the_step_names") {
  for (const bool named : {false, true}) {
    INFO(named);
    RunBuilder run = routed_bench(true);
    const auto first = run.sent(0, 0, alice, bob, tcp::syn, 1000);
    run.fate(20, first, "delivered", "wire", 1, 0, "bob.eth0");
    if (named)
      run.note(21, NoteKind::wire,
               {{"ACTION", "focus"}, {"BY", "script"}, {"LOCAL", alice}, {"REMOTE", bob}});
    const auto second = run.sent(30, 4, carol, bob, tcp::syn, 1);
    run.fate(35, second, "delivered", "wire", 1, 0, "router.eth1");
    Looker looker(std::move(run));
    CHECK(way_at(looker, 60) == (named ? Names{"alice", "bob"} : Names{"carol", "router", "bob"}));
    const LadderRows rows = ladder_rows(looker.at_ms(60));
    // Who has no lifeline is named.
    CHECK(rows.arrows.back().strong == (named ? "carol: SYN" : "SYN"));
    // A learner's own wish is above it.
    looker.session.focus = 1;
    CHECK(way_at(looker, 60) == Names{"carol", "router", "bob"});
  }
}

TEST_CASE("way_of_a_host_without_a_lifeline_names_it") {
  RunBuilder run = routed_run();
  run.sent(70, 1, bob, "10.0.1.1:80", tcp::syn, 1);
  Looker looker(std::move(run));
  looker.session.focus = 0;
  const LadderRows rows = ladder_rows(looker.at_ms(80));
  REQUIRE(rows.arrows.size() == 5);
  CHECK(rows.arrows[4].strong == "bob: SYN");
  CHECK(rows.arrows[0].strong == "SYN");
  CHECK(rows.arrows[0].whole_label() == "Seq=0 (left)");
}

TEST_CASE("way_takes_the_time_of_the_segment_that_a_frame_is_on") {
  Looker looker(routed_run());
  const View view = looker.at_ms(60);
  const Moment moment = moment_of(view);
  CHECK(wire_delay(view, moment, view.trace.frame(0)) == 20 * ms);
  CHECK(wire_delay(view, moment, view.trace.frame(1)) == 5 * ms);
  CHECK(topology_rows(view).caption == "left 20 ms, right 5 ms each way");
  Looker untold(routed_run(false));
  const View old = untold.at_ms(60);
  CHECK(wire_delay(old, moment_of(old), old.trace.frame(1)) == 20 * ms);
  CHECK(topology_rows(old).caption == "20 ms each way");
}

TEST_CASE("way_believes_the_note_about_who_routes") {
  // Two interfaces alone make no router.
  RunBuilder run = {"x",
                    {{"a.eth0", "one", link_type_ethernet, 0},
                     {"both.eth0", "one", link_type_ethernet, 0},
                     {"both.eth1", "two", link_type_ethernet, 0}},
                    {{"HOSTS", "a=10.0.1.10/24 both=10.0.1.2/24,10.0.2.2/24 b=10.0.2.10/24"},
                     {"INTERFACES",
                      "a.eth0=one,02:00:00:00:00:01,10.0.1.10/24 "
                      "both.eth0=one,02:00:00:00:00:02,10.0.1.2/24 "
                      "both.eth1=two,02:00:00:01:00:02,10.0.2.2/24"}}};
  const Scene& scene = run.trace.scenes()[0];
  const BenchMap told(run.trace, scene);
  CHECK_FALSE(told.is_router("both"));
  CHECK(told.has_port("both", "two"));
  CHECK_FALSE(told.has_port("a", "two"));
  Scene silent = scene;
  silent.ports.clear();
  CHECK(BenchMap(run.trace, silent).is_router("both"));
}
