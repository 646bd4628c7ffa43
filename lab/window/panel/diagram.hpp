#pragma once

#include "lab/rows/diagram.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
Requests draw_diagram(Paint& paint, Rect area, const lab::DiagramRows& rows);
}  // namespace wirelab::window
