#pragma once

#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window {

// The bench around an opened capture: connections in the place of the lesson, findings in that of
// the kernel, no wire. The same widths decide what is a tab.
Requests draw_capture(Paint& paint, Rect window, const BenchRows& rows, BenchState& state);

}  // namespace wirelab::window
