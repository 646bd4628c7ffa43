#pragma once

#include "lab/rows/flags.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
Requests draw_flags(Paint& paint, Rect area, const lab::FlagRows& rows);
}  // namespace wirelab::window
