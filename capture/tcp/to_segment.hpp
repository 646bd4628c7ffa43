#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/layers.hpp"
#include "capture/tcp/segment.hpp"

#include <optional>

namespace wirelab::tcp {

// What the machine needs of a decoded frame. Nothing without a whole TCP header, and nothing for a
// fragment: its length is not the segment's.
std::optional<Segment> to_segment(const decode::Layers& layers, Bytes frame);

// The window scale option among the options of a SYN, 14 at most (RFC 7323 section 2.3); 255: none.
std::uint8_t announced_shift(Bytes options);

}  // namespace wirelab::tcp
