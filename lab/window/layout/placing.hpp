#pragma once

#include <initializer_list>
#include <string_view>

#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window {

constexpr float top_height = 48, transport_height = 56, tab_height = 40;
constexpr float wide_from = 1400, middle_from = 1000;

// Of what stands below the transport bar, in a window of this height.
float bottom_height(float whole);

// One frame being laid out: draws panels, gathers what they ask for.
struct Placing {
  Paint& paint;
  const BenchRows& rows;
  BenchState& state;
  Requests requests = {};

  void panel(Panel which, Rect area);
  // Tabs from x on, their middle at y; returns the x after them. `name`: window.tab.NAME.TITLE are
  // the words.
  float tabs(std::string_view name, float x, float y,
             std::initializer_list<std::string_view> titles, int& open);
  float tabs_width(std::initializer_list<std::string_view> titles) const;

  // Draws panels whose title the tabs are: the tabs stand in the head of the first.
  template <class Draw>
  void tabbed(std::string_view name, Rect area, std::initializer_list<std::string_view> titles,
              int& open, Draw&& draw) {
    paint.head_from = area.x + 12 + tabs_width(titles);
    draw();
    paint.head_from.reset();
    paint.registry().resume_at({area.x + 12, area.y + 24});
    tabs(name, area.x + 12, area.y + 24, titles, open);
  }
};

}  // namespace wirelab::window
