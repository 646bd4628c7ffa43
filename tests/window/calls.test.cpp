// Calls and programs, in the place of the packets.

#include "tests/window/driver.hpp"
#include "tests/window/room.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

namespace {

BenchRows with_calls() {
  BenchRows rows = mock_bench();
  for (int i = 0; i < 40; ++i)
    rows.calls.rows.push_back({.time = std::to_string(i),
                               .host = i % 2 == 0 ? "client" : "server",
                               .hue = i % 2 == 0 ? lab::Hue::client : lab::Hue::server,
                               .text = "send(3, \"" + std::to_string(i) + "\", 2, 0) = 2"});
  lab::ProgramRows::File file{"server.py", {}, {30}};
  for (int i = 1; i <= 40; ++i) file.lines.push_back("line " + std::to_string(i));
  rows.program.files = {{"client.py", {"connect()"}, {}}, file};
  return rows;
}

}  // namespace

TEST_CASE("calls_are_a_tab_beside_the_packets_and_show_the_newest") {
  Driver driver(with_calls());
  driver.click("below.tab.calls");
  CHECK(driver.state.below == 1);
  CHECK(shows(driver, "calls", "send(3, \"39\", 2, 0) = 2"));
  CHECK_FALSE(shows(driver, "calls", "send(3, \"0\", 2, 0) = 2"));
  check_labels(driver);
  check_inside(driver);
}

TEST_CASE("program_brings_the_marked_line_into_sight") {
  Driver driver(with_calls());
  driver.click("below.tab.program");
  CHECK(shows(driver, "program", "connect()"));
  driver.click("program.file.server.py");
  driver.frame();
  CHECK(shows(driver, "program", "line 31"));
  CHECK_FALSE(shows(driver, "program", "line 1"));
  check_labels(driver);
  check_inside(driver);
}

TEST_CASE("program_is_no_tab_where_there_is_none") {
  BenchRows rows = with_calls();
  rows.program.files.clear();
  Driver driver(rows);
  CHECK(driver.registry().find("below.tab.calls"));
  CHECK_FALSE(driver.registry().find("below.tab.program"));
}
