#pragma once

#include "lab/rows/transport.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
Requests draw_transport(Paint& paint, Rect area, const lab::TransportRows& rows);
}  // namespace wirelab::window
