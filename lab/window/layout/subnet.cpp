#include "lab/window/layout/subnet.hpp"

#include <algorithm>

#include "lab/window/layout/placing.hpp"

namespace wirelab::window {
namespace {

constexpr float column_width = 320, hosts_height = 60, drill_height = 236;
constexpr float apart = 16, below_blocks = 12;
// What stands below the bits, blocks aside.
constexpr float rest = below_blocks + hosts_height + apart + drill_height + apart;
constexpr float least_height = close_grid_height + close_blocks_height + rest;

struct Subnet : Placing {
  // Whose lesson is about addresses has its text at the left.
  Panel at_the_left() const {
    return rows.subnet->with_lesson && rows.lesson.visible ? Panel::lesson : Panel::subnet_about;
  }
  Rect column(Rect area);
  void high(Rect area);
  void low(Rect area, bool column);
};

Rect Subnet::column(Rect area) {
  panel(at_the_left(), {area.x, area.y, column_width, area.h});
  paint.down(area.x + column_width, area.y, area.bottom(), paint.theme().line);
  return {area.x + column_width, area.y, area.w - column_width, area.h};
}

void Subnet::high(Rect area) {
  const bool roomy = area.h >= grid_height + blocks_height + rest;
  const float blocks = roomy ? blocks_height : close_blocks_height;
  const float grid = std::min(grid_height, area.h - blocks - rest);
  // What is left over goes between the parts.
  const float free = std::clamp((area.h - grid - blocks - rest) / 4, 0.F, 24.F);
  float y = area.y;
  panel(Panel::subnet_grid, {area.x, y, area.w, grid});
  y += grid + free;
  panel(Panel::subnet_blocks, {area.x, y, area.w, blocks});
  y += blocks + below_blocks + free;
  panel(Panel::subnet_hosts, {area.x, y, area.w, hosts_height});
  y += hosts_height + apart + free;
  panel(Panel::subnet_drill, {area.x, y, area.w, drill_height});
}

void Subnet::low(Rect area, bool column) {
  const float grid =
      std::clamp(area.h - tab_height - drill_height - apart, close_grid_height, grid_height);
  panel(Panel::subnet_grid, {area.x, area.y, area.w, grid});
  const Rect strip{area.x, area.y + grid, area.w, tab_height};
  paint.registry().panel("subnet.tabs", strip);
  const float x = strip.x + subnet_pad(area.w) - 12;
  int& open = state.subnet.tab;
  if (column) {
    open = std::min(open, 1);
    tabs("subnet", x, strip.mid_y(), {"blocks", "drill"}, open);
  } else if (at_the_left() == Panel::lesson) {
    tabs("subnet", x, strip.mid_y(), {"blocks", "drill", "lesson"}, open);
  } else {
    tabs("subnet", x, strip.mid_y(), {"blocks", "drill", "bits"}, open);
  }
  paint.across(area.x, area.right(), strip.y, paint.theme().line);
  const Rect main{area.x, strip.bottom(), area.w, area.bottom() - strip.bottom()};
  if (open == 0) {
    panel(Panel::subnet_blocks, {main.x, main.y, main.w, close_blocks_height});
    const float y = main.y + close_blocks_height + 8;
    panel(Panel::subnet_hosts, {main.x, y, main.w, std::min(hosts_height, area.bottom() - y)});
  } else if (open == 1) {
    const float height = std::min(drill_height, main.h - 12);
    panel(Panel::subnet_drill, {main.x, main.y + 4, main.w, height});
  } else {
    panel(at_the_left(), main);
  }
}

}  // namespace

Requests draw_subnet(Paint& paint, Rect window, const BenchRows& rows, BenchState& state) {
  Subnet subnet{{paint, rows, state}};
  subnet.panel(Panel::subnet_bar, {window.x, window.y, window.w, top_height});
  Rect area{window.x, window.y + top_height, window.w, window.h - top_height};
  const bool column = window.w >= wide_from;
  if (column) area = subnet.column(area);
  if (area.h >= least_height) {
    subnet.high(area);
  } else {
    subnet.low(area, column);
  }
  paint.across(window.x, window.right(), window.y + top_height - paint.pixel(), paint.theme().line);
  paint.draw_hint(window);
  return std::move(subnet.requests);
}

}  // namespace wirelab::window
