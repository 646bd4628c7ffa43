#pragma once

#include <functional>

#include "lab/rows/connections.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {

// Rows [first, last) of the list; asked for while it is drawn, for what is in sight.
using ConnectionSource = std::function<lab::ConnectionRows(std::size_t first, std::size_t last)>;
Requests draw_connections(Paint& paint, Rect area, const ConnectionSource& source, Scroll& scroll);

}  // namespace wirelab::window
