#pragma once

#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window {

// Draws the bench into the whole window and hands back what the panels ask for. From 1400 logical
// units of width everything is visible; from 1000 the inspector is a tab beside the ladder; below,
// one column.
Requests draw_bench(Paint& paint, Rect window, const BenchRows& rows, BenchState& state);

}  // namespace wirelab::window
