// Hosts between the two ends: nothing that passes them covers them, and what they call is told at
// their own lifelines.

#include "tests/window/driver.hpp"
#include "tests/window/room.hpp"

#include <algorithm>

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

namespace {

// Two more hosts, and a frame that has come to each place of the cable.
BenchRows with_middle(double position, lab::TopologyRows::Status status) {
  BenchRows rows = mock_bench();
  const std::vector<lab::MiddleHost> middle{{"b", "10.0.0.2", 1.0 / 3},
                                            {"r", "10.0.0.9", 2.0 / 3, true}};
  rows.topology.middle = rows.ladder.middle = middle;
  rows.topology.in_hand.reset();
  rows.topology.actions.clear();
  rows.topology.capsules = {{.frame = 5,
                             .label = "PSH ACK  18 B",
                             .hue = lab::Hue::client,
                             .position = position,
                             .rightward = true,
                             .status = status,
                             .above = "dropped by you"}};
  return rows;
}

std::optional<Rect> label_of(Driver& driver, const std::string& text) {
  for (const auto& label : driver.registry().labels())
    if (label.text == text) return label.rect;
  return std::nullopt;
}

}  // namespace

TEST_CASE("middle_hosts_are_not_covered_by_what_passes") {
  for (double position = 0; position <= 1; position += 0.05) {
    INFO(position);
    Driver driver(with_middle(position, lab::TopologyRows::Status::travelling));
    const auto capsule = driver.registry().find("wire.capsule.5");
    REQUIRE(capsule);
    for (const char* host : {"wire.host.b", "wire.host.r"}) {
      const auto box = driver.registry().find(host);
      REQUIRE(box);
      CHECK_FALSE(box->overlaps(*capsule));
    }
  }
}

TEST_CASE("middle_hosts_leave_room_for_what_became_of_a_frame") {
  for (double position = 0; position <= 1; position += 0.05) {
    INFO(position);
    Driver driver(with_middle(position, lab::TopologyRows::Status::lost));
    const auto said = label_of(driver, "dropped by you");
    REQUIRE(said);
    for (const char* host : {"wire.host.b", "wire.host.r"})
      CHECK_FALSE(driver.registry().find(host)->overlaps(*said));
  }
}

TEST_CASE("middle_hosts_have_their_calls_at_their_lifeline") {
  BenchRows rows = with_middle(0.5, lab::TopologyRows::Status::travelling);
  rows.ladder.arrows.clear();
  rows.ladder.calls = {{1.0 / 3, 0, 1000, "recvfrom() = -1 EHOSTUNREACH"}};
  Driver driver(rows);
  const auto lifeline = driver.registry().find("ladder.host.b");
  const auto name = label_of(driver, "recvfrom()"), result = label_of(driver, "= -1 EHOSTUNREACH");
  REQUIRE((lifeline && name && result));
  CHECK(name->x > lifeline->mid_x());
  CHECK(name->x < lifeline->mid_x() + 30);
  CHECK(result->y > name->y);
  CHECK(result->right() < driver.registry().find("ladder.host.r")->mid_x());
}

TEST_CASE("middle_leaves_those_aside_in_grey_below_the_cable_as_many_as_fit") {
  BenchRows rows = with_middle(0.5, lab::TopologyRows::Status::travelling);
  rows.topology.aside = {"bob", "carol"};
  for (int i = 0; i < 60; ++i) rows.topology.aside.push_back("host" + std::to_string(i));
  Driver driver(rows);
  const auto bob = driver.registry().find("wire.aside.bob");
  REQUIRE(bob);
  CHECK_FALSE(bob->overlaps(*driver.registry().find("wire.capsule.5")));
  CHECK(driver.registry().find("wire.aside.carol")->x > bob->right());
  CHECK_FALSE(driver.registry().find("wire.aside.host59"));
  check_labels(driver);
  check_inside(driver);
}
