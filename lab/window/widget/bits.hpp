#pragma once

#include "lab/rows/header.hpp"
#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// One field of a header as a cell of the bit grid; one flag as a lamp.
void draw_bit_cell(Paint& paint, Rect r, const lab::HeaderRows::Cell& cell);
void draw_lamp(Paint& paint, Rect r, std::string_view name, bool lit, lab::Hue hue);

}  // namespace wirelab::window
