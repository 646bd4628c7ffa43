#pragma once

#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window {

// The bits of an address, in the place of the bench: at the left what they mean, or the lesson
// about them; in a low window blocks and drill are tabs.
Requests draw_subnet(Paint& paint, Rect window, const BenchRows& rows, BenchState& state);

}  // namespace wirelab::window
