#pragma once

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// Light without a blur: a few wide strokes of little alpha around the core. `strength` 0..1.
void glow_line(Paint& paint, Point a, Point b, Color color, float strength);
void glow_bezier(Paint& paint, Point a, Point b, Point c, Point d, Color color, float strength);
void glow_box(Paint& paint, Rect r, Color color, float radius, float strength);

// How bright a change of state still is: in 120 ms, held 600, out 900 (`age` in seconds).
float glow_of_age(double age);

}  // namespace wirelab::window
