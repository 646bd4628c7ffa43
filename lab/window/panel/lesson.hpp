#pragma once

#include "lab/rows/lesson.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
// `button` is what the filled button does: the same request as Space.
Requests draw_lesson(Paint& paint, Rect area, const lab::LessonRows& rows,
                     const lab::Request& button, Scroll& scroll);
}  // namespace wirelab::window
