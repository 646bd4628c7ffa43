#pragma once

#include "lab/rows/header.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
Requests draw_header(Paint& paint, Rect area, const lab::HeaderRows& rows, Scroll& scroll);
}  // namespace wirelab::window
