#pragma once

#include <chrono>

#include "lab/window/display/display.hpp"
#include "lab/window/shell/shell.hpp"

namespace wirelab::window {

// Brings input to the shell and its pictures to the display, one turn after the other; nothing is
// drawn without need. Whoever has the thread calls turn().
class Loop {
 public:
  Loop(Display& display, Shell& shell);

  bool over() const { return display_.should_close() || shell_.done(); }
  // Seconds to sleep before the next turn, unless something happens: until the next picture is due.
  double pause() const;
  void turn();

 private:
  using Clock = std::chrono::steady_clock;

  static double since(Clock::time_point then);
  void press(Key key);
  void draw();

  Display& display_;
  Shell& shell_;
  Registry registry_;
  Clock::time_point last_ = Clock::now();
  Clock::time_point drawn_{}, advanced_{};
  int frames_;  // still to be drawn
};

}  // namespace wirelab::window
