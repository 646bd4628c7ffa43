#pragma once

#include "lab/rows/topology.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
// The menu under the capsule that waits for the hand, and the kernel's deadline below it. In the
// past it is only a shadow: Enter goes live.
void draw_hand(Paint& paint, Rect room, Rect capsule, const lab::TopologyRows& rows,
               Requests& requests);
}  // namespace wirelab::window
