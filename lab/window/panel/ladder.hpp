#pragma once

#include <functional>

#include "lab/rows/ladder.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
// Of a long connection the rows between two teaching times, asked for while it is drawn.
using LadderSource = std::function<lab::LadderRows(Time from, Time to)>;
// With a source, `rows` has only what belongs to no place: its length and *now*.
Requests draw_ladder(Paint& paint, Rect area, const lab::LadderRows& rows, Scroll& scroll,
                     const LadderSource& source);
}  // namespace wirelab::window
