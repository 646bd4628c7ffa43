#pragma once

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// A filled head whose tip is at `tip`, coming from `from`.
void arrow_head(Paint& paint, Point from, Point tip, Color color, float length = 10,
                float half_width = 4.5F);
// The short arrow of a list: 18 wide, its middle at `centre`.
void list_arrow(Paint& paint, Point centre, bool rightward, Color color);

Point between(Point a, Point b, float share);
Point toward(Point from, Point to, float distance);  // `distance` from `from` on the way to `to`

}  // namespace wirelab::window
