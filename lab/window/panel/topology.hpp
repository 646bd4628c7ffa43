#pragma once

#include "lab/rows/topology.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
Requests draw_topology(Paint& paint, Rect area, const lab::TopologyRows& rows);
}  // namespace wirelab::window
