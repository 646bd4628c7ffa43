#pragma once

#include <functional>

#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// One frame between NewFrame and Render: a window without ground over the whole display, and a
// Paint on it. The registry holds this frame afterwards.
void draw_frame(const Theme& theme, const Fonts& fonts, const Words& words, Registry& registry,
                float ui, const std::function<void(Paint&, Rect)>& draw);

}  // namespace wirelab::window
