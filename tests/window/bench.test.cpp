// The bench as a person meets it: what is shown has room, and what is clicked asks for the right
// thing.

#include "tests/window/driver.hpp"

#include <set>

#include "tests/hostile.hpp"
#include "tests/window/room.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

namespace {

struct Size {
  int width, height;
  float ui;
};

const Size sizes[] = {{1600, 1000, 1},    {1280, 800, 1},  {1100, 700, 1},
                      {1600, 1000, 1.5F}, {1600, 1000, 2}, {3840, 2160, 2}};

}  // namespace

TEST_CASE("bench_gives_every_text_room_at_every_size") {
  for (const Size& size : sizes) {
    for (const int tab : {0, 1, 2, 3, 4, 5}) {
      INFO(size.width << 'x' << size.height << " at " << size.ui << " tab " << tab);
      Driver driver(mock_bench(), size.width, size.height, size.ui);
      driver.state.middle = tab % 2, driver.state.bottom = tab % 4;
      driver.state.column = tab;
      driver.frame();
      check_labels(driver);
      check_inside(driver);
      check_panels_apart(driver);
    }
  }
}

TEST_CASE("bench_bears_long_names") {
  BenchRows rows = mock_bench();
  const std::string address = "2001:638:902:1:202:b3ff:feee:5dc2";
  rows.lesson = {};
  rows.bar.banner = std::string(400, 'w');
  rows.topology.left.name = rows.topology.right.name = address;
  rows.topology.left.endpoint = "[" + address + "]:43210";
  for (auto& tag : rows.diagram.tags) tag.name = address, tag.state = tcp::State::established;
  for (auto& row : rows.kernel.rows) row.name = address + " state";
  for (auto& line : rows.header.lines) line.cells.front().value = std::string(200, '9');
  rows.transport.time = "1234567.890 s";
  for (const Size& size : sizes) {
    INFO(size.width << 'x' << size.height << " at " << size.ui);
    Driver driver(rows, size.width, size.height, size.ui);
    driver.state.column = 3;
    driver.frame();
    check_labels(driver);
    check_inside(driver);
  }
}

TEST_CASE("bench_writes_out_what_is_not_seen") {
  using wirelab::test::hostile, wirelab::test::unsafe;
  BenchRows rows = mock_bench();
  rows.bar.banner = rows.bar.source = rows.lesson.headline = rows.lesson.question = hostile;
  rows.lesson.paragraphs = {hostile};
  rows.topology.left.name = rows.topology.medium = hostile;
  for (auto& row : rows.kernel.rows) row.name = hostile;
  Driver driver(rows);
  bool named = false;
  for (const auto& label : driver.registry().labels()) {
    CHECK(unsafe(label.text) == "");
    named = named || label.text.find("\\u001b") != std::string::npos;
  }
  CHECK(named);
}

TEST_CASE("bench_shows_every_panel_when_it_is_wide") {
  Driver driver(mock_bench());
  std::set<std::string> names;
  for (const auto& panel : driver.registry().panels()) names.insert(panel.name);
  CHECK(names == std::set<std::string>{"topbar", "lesson", "wire", "ladder", "diagram", "flags",
                                       "kernel", "transport", "packets", "header"});
}

TEST_CASE("bench_without_a_lesson_gives_its_column_away") {
  BenchRows rows = mock_bench();
  rows.lesson = {};
  Driver driver(rows);
  for (const auto& panel : driver.registry().panels()) {
    CHECK(panel.name != "lesson");
    if (panel.name == "wire") CHECK(panel.rect.x == 0);
  }
}

TEST_CASE("bench_click_chooses_an_answer_and_locks_it") {
  Driver driver(mock_bench());
  const auto chosen = only<lab::ChooseOption>(driver.click("lesson.choice.ignores"));
  CHECK(chosen.ask == "server-reaction");
  CHECK(chosen.option == "ignores");
  CHECK(only<lab::LockAnswer>(driver.click("lesson.button")).ask == "server-reaction");
  only<lab::OpenHint>(driver.click("lesson.hint"));
}

TEST_CASE("bench_revealed_answer_cannot_be_changed") {
  BenchRows rows = mock_bench();
  rows.lesson.stage = lab::LessonRows::Stage::revealed;
  rows.lesson.choices[1].right = true;
  Driver driver(rows);
  CHECK(driver.click("lesson.choice.ignores").empty());
}

TEST_CASE("bench_disabled_button_does_nothing") {
  BenchRows rows = mock_bench();
  rows.lesson.button_enabled = false;
  Driver driver(rows);
  CHECK_FALSE(driver.registry().find("lesson.button"));
}

TEST_CASE("bench_hand_menu_speaks_the_remote") {
  const std::pair<const char*, const char*> words[] = {{"release", "release 5"},
                                                       {"drop", "drop 5"},
                                                       {"later", "delay 5 200"},
                                                       {"copy", "duplicate 5"},
                                                       {"corrupt", "corrupt 5"}};
  for (const auto& size : sizes) {
    if (size.ui == 2 && size.width == 1600) continue;  // there the wire is a tab of its own
    Driver driver(mock_bench(), size.width, size.height, size.ui);
    for (const auto& [button, line] : words) {
      CHECK(only<lab::RemoteLine>(driver.click(std::string("wire.hand.") + button)).line == line);
    }
  }
}

TEST_CASE("bench_hand_is_away_in_the_past") {
  BenchRows rows = mock_bench();
  rows.topology.ghosted = true;
  rows.topology.actions.clear();
  Driver driver(rows);
  CHECK_FALSE(driver.registry().find("wire.hand.drop"));
}

TEST_CASE("bench_frames_are_selected_in_every_picture_of_them") {
  Driver driver(mock_bench());
  CHECK(only<lab::SelectFrame>(driver.click("packets.row.3")).number == 3);
  CHECK(only<lab::SelectFrame>(driver.click("wire.capsule.4")).number == 4);
  const auto arrow = driver.registry().find("ladder.arrow.3");
  REQUIRE(arrow);
  driver.screen.move(arrow->centre());
  driver.frame();
  driver.screen.press(true);
  driver.frame();
  driver.screen.press(false);
  CHECK(only<lab::SelectFrame>(driver.frame()).number == 3);
}

TEST_CASE("bench_transport_plays_steps_and_seeks") {
  Driver driver(mock_bench());
  CHECK(only<lab::Play>(driver.click("transport.play")).on);
  CHECK(only<lab::StepBy>(driver.click("transport.previous")).events == -1);
  CHECK(only<lab::StepBy>(driver.click("transport.next")).events == 1);
  CHECK(only<lab::SetSpeed>(driver.click("transport.speed.1")).speed == 1);
  only<lab::GoLive>(driver.click("transport.live"));
  const Requests scrubbed = driver.click("transport.scrub");
  REQUIRE_FALSE(scrubbed.empty());
  const auto* scrub = std::get_if<lab::Scrub>(&scrubbed.front());
  REQUIRE(scrub);
  const auto middle = static_cast<double>(driver.rows.transport.length) / 2;
  CHECK(static_cast<double>(scrub->teaching) == Approx(middle).epsilon(0.02));
}

TEST_CASE("bench_top_bar_names_the_look_one_would_get") {
  Driver driver(mock_bench());
  CHECK(only<lab::SetLook>(driver.click("topbar.look")).look == lab::Look::light);
  CHECK(only<lab::SetText>(driver.click("topbar.text")).percent == 125);
  bool named = false;
  for (const auto& label : driver.registry().labels()) named = named || label.text == "Light";
  CHECK(named);
}

TEST_CASE("bench_same_rows_same_picture") {
  Driver one(mock_bench());
  const Image first = one.screen.picture();
  Driver other(mock_bench());
  CHECK(first.pixels == other.screen.picture().pixels);
}
