#pragma once

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// Signs that carry a fact together with a colour, never the colour alone.
void cross_mark(Paint& paint, Point centre, float half, Color color, float width);
void tick_mark(Paint& paint, Point centre, float half, Color color, float width = 2);
void pause_bars(Paint& paint, Point centre, float half, Color color);
void pause_disc(Paint& paint, Point centre, Color color, Color background);
void resent_mark(Paint& paint, Point centre, float radius, Color color);
void grip_dots(Paint& paint, Point centre, Color color);
void zigzag(Paint& paint, float x, float y, Color color);

}  // namespace wirelab::window
