#pragma once

#include "lab/rows/kernel.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
// The height that shows these rows without a break.
float kernel_height(const lab::KernelRows& rows);
Requests draw_kernel(Paint& paint, Rect area, const lab::KernelRows& rows);
}  // namespace wirelab::window
