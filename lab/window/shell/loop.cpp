#include "lab/window/shell/loop.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace wirelab::window {
namespace {

// Frames a second: a person's eye, a processor that draws in the place of a graphics card, and a
// bar that only shrinks.
constexpr double smooth = 60, software = 30, bar_only = 10;
constexpr double resting = 0.5;        // seconds between two looks while nothing happens
constexpr int frames_after_input = 3;  // ImGui needs one to hover, one to press, one to release

Time time_of_day() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

// For tests that drive the window from outside: where each widget stands, after every drawn frame.
void write_registry(const Registry& registry, float ui) {
  const char* path = std::getenv("WIRELAB_REGISTRY");
  if (path == nullptr || *path == '\0') return;
  const std::string beside = std::string(path) + ".part";
  std::ofstream(beside) << registry.lines(ui);
  std::rename(beside.c_str(), path);
}

}  // namespace

Loop::Loop(Display& display, Shell& shell)
    : display_(display), shell_(shell), frames_(frames_after_input) {}

double Loop::since(Clock::time_point then) {
  return std::chrono::duration<double>(Clock::now() - then).count();
}

double Loop::pause() const {
  const Showing& showing = shell_.showing();
  if (frames_ == 0 && showing.reading()) return std::max(0.0, 1 / bar_only - since(advanced_));
  if (frames_ == 0 && !showing.moving()) return resting;
  const bool bar = showing.follows() && frames_ == 0;
  const double rate = bar ? bar_only : display_.software() ? software : smooth;
  return std::max(0.0, 1 / rate - since(drawn_));
}

void Loop::turn() {
  if (display_.take_input()) frames_ = frames_after_input;
  // While a capture is being read there is always news: told once, it waits for its turn.
  if (shell_.showing().reading() && frames_ == 0 && since(advanced_) < 1 / bar_only) return;
  const auto now = advanced_ = Clock::now();
  const double seconds = std::min(0.1, std::chrono::duration<double>(now - last_).count());
  last_ = now;
  if (shell_.advance(seconds, time_of_day())) frames_ = std::max(frames_, 1);
  const bool typing = display_.typing();
  for (const Key key : display_.take_keys()) {
    if (!typing || key == Key::quit) press(key);
  }
  if (frames_ > 0 || shell_.showing().moving()) draw();
}

void Loop::press(Key key) {
  for (const auto& request : shell_.key(key)) shell_.perform(request);
  frames_ = frames_after_input;
}

void Loop::draw() {
  // Input may come faster than frames are due.
  const double due = 1 / (display_.software() ? software : smooth);
  if (since(drawn_) < due * 0.9) return;
  drawn_ = Clock::now();
  frames_ = std::max(0, frames_ - 1);
  const int percent = shell_.preferences().text_percent;
  const float ui = display_.scale(percent);
  Requests requests;
  display_.frame(theme(shell_.preferences().look), shell_.words(), registry_, ui,
                 shell_.showing().characters(), [&](Paint& paint, Rect all) {
                   requests = shell_.draw(paint, all, display_.shown_percent(percent));
                 });
  for (const auto& request : requests) shell_.perform(request);
  if (!requests.empty()) frames_ = frames_after_input;
  write_registry(registry_, ui);
}

}  // namespace wirelab::window
