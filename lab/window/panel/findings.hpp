#pragma once

#include "lab/rows/findings.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {

// What deserves a look in the connection in focus, each with the way to it; below, what the
// verdicts of the selected packet rest on.
Requests draw_findings(Paint& paint, Rect area, const lab::FindingRows& rows, Scroll& scroll);

}  // namespace wirelab::window
