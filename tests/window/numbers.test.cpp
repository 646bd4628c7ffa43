// The kernels' numbers in the inspector: drawn where there are some, and with room for their words.

#include "tests/window/driver.hpp"

#include "tests/window/room.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

namespace {

BenchRows with_numbers() {
  BenchRows rows = mock_bench();
  rows.numbers = mock_numbers();
  return rows;
}

std::optional<Rect> panel_of(Driver& driver, const std::string& name) {
  for (const auto& panel : driver.registry().panels())
    if (panel.name == name) return panel.rect;
  return std::nullopt;
}

}  // namespace

TEST_CASE("numbers_take_no_room_where_there_are_none") {
  Driver driver(mock_bench());
  CHECK_FALSE(panel_of(driver, "numbers"));
}

TEST_CASE("numbers_draw_a_box_for_each_place_of_the_accept_queue") {
  Driver driver(with_numbers());
  const auto& all = driver.registry();
  const auto first = all.find("server accept queue.taken.0");
  const auto second = all.find("server accept queue.taken.1");
  const auto third = all.find("server accept queue.free.2");
  REQUIRE((first && second && third));
  CHECK(first->right() < second->x);
  CHECK(second->right() < third->x);
  CHECK_FALSE(all.find("server accept queue.free.3"));
  CHECK_FALSE(all.find("server accept queue.slab"));
  CHECK(shows(driver, "numbers", "2 of 3"));
}

TEST_CASE("numbers_draw_a_buffer_as_a_slab_with_its_bytes") {
  Driver driver(with_numbers());
  REQUIRE(driver.registry().find("client send buffer.slab"));
  REQUIRE(driver.registry().find("server receive buffer.slab"));
  CHECK(shows(driver, "numbers", "21 032 B"));
  CHECK(shows(driver, "numbers", "20 272 B"));
  BenchRows rows = with_numbers();
  rows.numbers.queues.rows[1].taken = rows.numbers.queues.rows[1].room = 129;
  Driver many(rows);  // more boxes than can be counted
  CHECK(many.registry().find("server accept queue.slab"));
}

TEST_CASE("numbers_name_the_counters_of_each_host") {
  Driver driver(with_numbers());
  for (const char* text :
       {"TCPTimeouts +1", "RetransSegs +1", "TCPSynRetrans +1", "ListenDrops +4"})
    CHECK(shows(driver, "numbers", text));
  CHECK(shows(driver, "numbers", "server"));
}

TEST_CASE("numbers_have_room_at_every_size") {
  struct Size {
    int width, height;
    float ui;
  };
  for (const Size& size : {Size{1600, 1000, 1},
                           {1400, 800, 1},
                           {1400, 700, 1},
                           {1280, 800, 1},
                           {1100, 700, 1},
                           {1600, 1000, 2},
                           {3840, 2160, 2}}) {
    for (const bool tables : {false, true}) {
      for (const bool connection : {true, false}) {
        INFO(size.width << 'x' << size.height << " at " << size.ui << ' ' << tables << connection);
        BenchRows rows = with_numbers();
        if (tables) rows.numbers.tables = mock_tables();
        if (!connection) rows.diagram.tags.clear(), rows.kernel.rows.clear();
        Driver driver(rows, size.width, size.height, size.ui);
        driver.state.middle = 1;
        driver.state.column = 3;
        driver.frame();
        CHECK(panel_of(driver, "numbers"));
        check_labels(driver);
        check_inside(driver);
        check_panels_apart(driver);
      }
    }
  }
}

TEST_CASE("numbers_say_how_many_found_no_room") {
  BenchRows rows = with_numbers();
  rows.numbers.tables = mock_tables();
  Driver driver(rows);
  bool said = false;
  for (const auto& label : driver.registry().labels())
    said = said || (label.panel == "numbers" && label.text.rfind("and ", 0) == 0);
  CHECK(said);
  // In a high window there is room for all of them.
  Driver high(rows, 1600, 1900);
  said = false;
  for (const auto& label : high.registry().labels())
    said = said || (label.panel == "numbers" && label.text.rfind("and ", 0) == 0);
  CHECK_FALSE(said);
}

TEST_CASE("numbers_take_the_place_of_a_diagram_that_has_nothing_to_say") {
  BenchRows rows = with_numbers();
  rows.numbers.tables = mock_tables();
  rows.diagram.tags.clear();
  rows.kernel.rows.clear();
  Driver driver(rows);
  CHECK_FALSE(panel_of(driver, "diagram"));
  rows.diagram = mock_bench().diagram;
  Driver connected(rows);
  CHECK(panel_of(connected, "diagram"));
}
