#include "lab/window/showing/keys.hpp"

#include <limits>
#include <string_view>

namespace wirelab::window {
namespace {

using lab::LessonRows;
constexpr int page = 20;  // frames of a capture

Requests filled_button(const BenchRows& rows) {
  if (!rows.lesson.visible) return {lab::Play{!rows.transport.playing}};
  if (!rows.lesson.button_enabled) return {};
  return {rows.lesson_button};
}

Requests answer(const BenchRows& rows, std::string_view key) {
  if (rows.lesson.stage != LessonRows::Stage::choose) return {};
  for (const auto& choice : rows.lesson.choices) {
    if (choice.key == key) return {lab::ChooseOption{rows.lesson.ask, choice.id}};
  }
  return {};
}

Requests hand(const BenchRows& rows, std::string_view key) {
  for (const auto& action : rows.topology.actions) {
    if (action.key == key) return {action.request};
  }
  return {};
}

Requests resized(const BenchRows& rows, bool larger) {
  constexpr int sizes[] = {100, 125, 150, 200};
  int found = rows.bar.text_percent;
  for (const int size : sizes) {
    if (larger && size > rows.bar.text_percent) return {lab::SetText{size}};
    if (!larger && size < rows.bar.text_percent) found = size;
  }
  if (found == rows.bar.text_percent) return {};
  return {lab::SetText{found}};
}

// The text of a lesson beside the bits.
Requests lesson_requests(const BenchRows& rows, Key key) {
  switch (key) {
    case Key::space:
    case Key::page_down: return filled_button(rows);
    case Key::a: return answer(rows, "A");
    case Key::b: return answer(rows, "B");
    case Key::c: return answer(rows, "C");
    case Key::d: return answer(rows, "D");
    default: return {};
  }
}

}  // namespace

Requests run_keys(const BenchRows& rows, Key key) {
  switch (key) {
    case Key::space:
    case Key::page_down: return filled_button(rows);
    case Key::enter:
      if (rows.transport.can_go_live) return {lab::GoLive{}};
      return {};
    case Key::page_up:
    case Key::left: return {lab::StepBy{-1}};
    case Key::right: return {lab::StepBy{1}};
    case Key::home: return {lab::Seek{0}};
    case Key::end: return {lab::Seek{std::numeric_limits<Time>::max()}};
    case Key::plus: return resized(rows, true);
    case Key::minus: return resized(rows, false);
    case Key::a: return answer(rows, "A");
    case Key::b: return answer(rows, "B");
    case Key::c: return answer(rows, "C");
    case Key::d: return answer(rows, "D");
    case Key::r: return hand(rows, "R");
    case Key::x: return hand(rows, "X");
    case Key::l: return hand(rows, "L");
    case Key::two: return hand(rows, "2");
    case Key::k: return hand(rows, "K");
    case Key::n: return {lab::ToggleAbsolute{}};
    case Key::find: return {};
    case Key::quit: return {lab::Quit{}};
  }
  return {};
}

Requests capture_keys(const BenchRows& rows, Key key) {
  if (key == Key::page_down) return {lab::StepBy{page}};
  if (key == Key::page_up) return {lab::StepBy{-page}};
  return run_keys(rows, key);
}

// Over the bits: the arrows move the split. The bench behind them keeps its hands off.
Requests subnet_keys(const BenchRows& rows, Key key) {
  const int length = rows.subnet->grid.prefix.length;
  switch (key) {
    case Key::left: return {lab::SetPrefixLength{length - 1}};
    case Key::right: return {lab::SetPrefixLength{length + 1}};
    case Key::home: return {lab::SetPrefixLength{0}};
    case Key::end: return {lab::SetPrefixLength{32}};
    case Key::plus: return resized(rows, true);
    case Key::minus: return resized(rows, false);
    case Key::quit: return {lab::Quit{}};
    default: return rows.subnet->with_lesson ? lesson_requests(rows, key) : Requests();
  }
}

}  // namespace wirelab::window
