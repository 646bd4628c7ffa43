#pragma once

#include "lab/rows/program.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {

Requests draw_calls(Paint& paint, Rect area, const lab::CallRows& rows, Scroll& scroll);

// `open`: which of the files.
Requests draw_program(Paint& paint, Rect area, const lab::ProgramRows& rows, int& open,
                      Scroll& scroll);

}  // namespace wirelab::window
