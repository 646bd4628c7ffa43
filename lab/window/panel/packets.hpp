#pragma once

#include <functional>

#include "lab/rows/packets.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {
// Rows are asked for as far as they are visible: first, last (exclusive).
using PacketSource = std::function<lab::PacketRows(std::size_t, std::size_t)>;
Requests draw_packets(Paint& paint, Rect area, const PacketSource& rows, Scroll& scroll);
}  // namespace wirelab::window
