#pragma once

#include "lab/rows/capture_bar.hpp"
#include "lab/window/panel/topbar.hpp"
#include "lab/window/widget/text_box.hpp"

namespace wirelab::window {

// The head of an opened capture: its name, how far it is read, the display filter.
Requests draw_capture_bar(Paint& paint, Rect area, const lab::CaptureBarRows& rows,
                          const TopBar& bar, TextEdit& filter);
// Why the filter that was typed does not hold: below its box, above everything else.
void draw_filter_fault(Paint& paint, Rect bar, const lab::CaptureBarRows& rows);

}  // namespace wirelab::window
