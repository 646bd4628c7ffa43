#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "lab/rows/subnet.hpp"
#include "lab/window/panel/panel.hpp"
#include "lab/window/widget/text_box.hpp"

namespace wirelab::window {

// What is being typed around the bits, and not yet asked for.
struct SubnetEdits {
  TextEdit address;
  std::array<TextEdit, address::drill_fields> answers;
  std::optional<std::uint32_t> question;  // that the answers are for
  int tab = 0;                            // of the lower windows
};

// The bits, with the split to be dragged. Takes any height between the two.
constexpr float grid_height = 412, close_grid_height = 266;
Requests draw_subnet_grid(Paint& paint, Rect area, const lab::BitGridRows& rows,
                          SubnetEdits& edits);
constexpr float blocks_height = 196, close_blocks_height = 160;
Requests draw_subnet_blocks(Paint& paint, Rect area, const lab::SubnetBlockRows& rows);
Requests draw_subnet_hosts(Paint& paint, Rect area, const lab::SubnetHostRows& rows);
Requests draw_subnet_drill(Paint& paint, Rect area, const lab::DrillRows& rows, SubnetEdits& edits);
Requests draw_subnet_about(Paint& paint, Rect area, const lab::SubnetKindRows& rows);

// From the edge of the area to what is in it; a card reaches a little further out.
float subnet_pad(float width);
constexpr float card_out = 16;

}  // namespace wirelab::window
