// What each key asks for, at the moments at which it means something.

#include "lab/window/showing/keys.hpp"

#include "tests/window/driver.hpp"

using namespace wirelab;
using namespace wirelab::window;
using namespace wirelab::window::test;

TEST_CASE("keys_answer_while_a_question_is_open") {
  BenchRows rows = mock_bench();
  CHECK(only<lab::ChooseOption>(key_requests(rows, Key::c)).option == "ignores");
  CHECK(key_requests(rows, Key::d).empty());
  only<lab::LockAnswer>(key_requests(rows, Key::space));
  only<lab::LockAnswer>(key_requests(rows, Key::page_down));
  rows.lesson.stage = lab::LessonRows::Stage::locked;
  CHECK(key_requests(rows, Key::c).empty());
  rows.lesson.button_enabled = false;
  CHECK(key_requests(rows, Key::space).empty());
}

TEST_CASE("keys_of_the_hand_act_on_the_frame_in_it") {
  BenchRows rows = mock_bench();
  CHECK(only<lab::RemoteLine>(key_requests(rows, Key::r)).line == "release 5");
  CHECK(only<lab::RemoteLine>(key_requests(rows, Key::x)).line == "drop 5");
  CHECK(only<lab::RemoteLine>(key_requests(rows, Key::l)).line == "delay 5 200");
  CHECK(only<lab::RemoteLine>(key_requests(rows, Key::two)).line == "duplicate 5");
  CHECK(only<lab::RemoteLine>(key_requests(rows, Key::k)).line == "corrupt 5");
  rows.topology.actions.clear();
  CHECK(key_requests(rows, Key::x).empty());
}

TEST_CASE("keys_move_through_time") {
  BenchRows rows = mock_bench();
  CHECK(only<lab::StepBy>(key_requests(rows, Key::left)).events == -1);
  CHECK(only<lab::StepBy>(key_requests(rows, Key::right)).events == 1);
  CHECK(only<lab::StepBy>(key_requests(rows, Key::page_up)).events == -1);
  only<lab::GoLive>(key_requests(rows, Key::enter));
  only<lab::ToggleAbsolute>(key_requests(rows, Key::n));
  rows.transport.can_go_live = false;
  CHECK(key_requests(rows, Key::enter).empty());
  rows.lesson = {};
  CHECK(only<lab::Play>(key_requests(rows, Key::space)).on);
}

TEST_CASE("keys_change_the_size_of_the_text") {
  BenchRows rows = mock_bench();
  CHECK(only<lab::SetText>(key_requests(rows, Key::plus)).percent == 125);
  CHECK(key_requests(rows, Key::minus).empty());
  rows.bar.text_percent = 200;
  CHECK(key_requests(rows, Key::plus).empty());
  CHECK(only<lab::SetText>(key_requests(rows, Key::minus)).percent == 150);
}
