#pragma once

#include "lab/rows/ladder.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
Requests draw_ladder(Paint& paint, Rect area, const lab::LadderRows& rows, Scroll& scroll);
}  // namespace wirelab::window
