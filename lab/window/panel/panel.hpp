#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lab/model/request.hpp"
#include "lab/window/ground/paint.hpp"

namespace wirelab::window {

// What a panel asks for; it changes nothing itself.
using Requests = std::vector<lab::Request>;

// Where a person has scrolled to. Belongs to the window, not to the picture: no row depends on it.
struct Scroll {
  double offset = 0;   // of millions of rows: a float would not tell them apart
  double content = 0;  // of what is only known once it is drawn
  bool follow = true;  // keeps *now* in sight until the person scrolls back
  std::string of;      // what it scrolls; another thing starts at its top

  // Applies the wheel over `area` to content of this height.
  void turn(Paint& paint, Rect area, double height);
  // So that what reaches from `top` to `bottom` in the content is in sight.
  void show(double top, double bottom, float room);
};

constexpr float panel_pad = 24;

// Registers the panel, fills its ground and draws its title; returns x after title and caption.
float panel_head(Paint& paint, std::string_view name, Rect area, Color ground,
                 std::string_view title, std::string_view caption = {}, float caption_room = 1e9F);
// The thin bar at the right of a scrolled area.
void scroll_bar(Paint& paint, Rect area, double offset, double content);
// The same, to be dragged: for what is too long for a wheel. Drawn before what it lies upon.
void drag_bar(Paint& paint, std::string_view name, Rect area, Scroll& scroll, double content);

}  // namespace wirelab::window
