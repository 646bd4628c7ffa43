#include "lab/window/panel/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lab/window/widget/bits.hpp"
#include "lab/window/widget/button.hpp"

namespace wirelab::window {
namespace {

using lab::HeaderRows;
constexpr float head = 63, best_pitch = 33, least_pitch = 19;

// Returns the left edge of the tabs.
float draw_tabs(Paint& paint, Rect area, const HeaderRows& rows, Requests& requests) {
  float right = area.right() - panel_pad;
  for (std::size_t i = rows.tabs.size(); i-- > 0;) {
    const bool chosen = static_cast<int>(i) == rows.tab;
    const Button look{.kind = chosen ? ButtonKind::chosen : ButtonKind::quiet, .radius = 6};
    const float w = button_width(paint, rows.tabs[i], look, 10);
    if (draw_button(paint, "header.tab." + rows.tabs[i], {right - w, area.y + 12, w, 24},
                    rows.tabs[i], look)) {
      requests.push_back(lab::SetLayer{static_cast<lab::Layer>(i)});
    }
    right -= w;
  }
  return right;
}

struct Grid {
  float x, bit, hex_right;
  bool hex;

  Grid(const Paint& paint, Rect area) {
    x = area.x + panel_pad;
    const float room = area.w - 2 * panel_pad,
                hex_room = paint.width(Face::mono, "00 00 00 00") + 20;
    hex = room - hex_room >= 32 * 12;
    bit = std::min(20.F, std::floor((room - (hex ? hex_room : 0)) / 32));
    hex_right = std::min(area.right() - panel_pad, x + 32 * bit + 44 + hex_room - 20);
  }
};

void draw_scale(Paint& paint, const Grid& grid, float y) {
  const Color color = paint.theme().faint;
  for (int byte = 0; byte < 4; ++byte) {
    const float left = grid.x + grid.bit * 8 * static_cast<float>(byte);
    paint.text(left + 6, y, Face::mono_small, color, fmt::format("{}", 8 * byte));
    paint.text(left + 8 * grid.bit - 5, y, Face::mono_small, color, fmt::format("{}", 8 * byte + 7),
               Align::right);
  }
}

void draw_line(Paint& paint, const Grid& grid, float y, float h, const HeaderRows::Line& line) {
  const Theme& t = paint.theme();
  bool strong = false;
  for (const auto& cell : line.cells) {
    const Rect r{grid.x + grid.bit * static_cast<float>(cell.first_bit), y,
                 grid.bit * static_cast<float>(cell.bits) - 2, h - 2};
    draw_bit_cell(paint, r, cell);
    paint.hint(r, cell.hint);
    strong = strong || cell.strong;
  }
  if (grid.hex) {
    paint.text(grid.hex_right, y + h / 2 - 1, Face::mono, strong ? t.text : t.muted, line.hex,
               Align::right);
  }
}

}  // namespace

// The selected frame's header by bit. Long headers draw closer lines before they scroll.
Requests draw_header(Paint& paint, Rect area, const HeaderRows& rows, Scroll& scroll) {
  const Theme& t = paint.theme();
  Requests requests;
  paint.registry().panel("header", area);
  paint.fill(area, t.surface);
  const float tabs = draw_tabs(paint, area, rows, requests);
  float x = paint.head_from.value_or(area.x + panel_pad - 12) + 12;
  const float y = area.y + 24;
  x += paint.text_in(x, y, tabs - 12 - x, Face::strong, t.text, rows.title) + 18;
  if (tabs - 12 - x > 60) paint.text_in(x, y, tabs - 12 - x, Face::base, t.muted, rows.caption);
  if (rows.lines.empty()) {
    paint.text_in(area.x + panel_pad, area.y + head + 16, area.w - 2 * panel_pad, Face::base,
                  t.muted, rows.empty);
    return requests;
  }
  const Grid grid(paint, area);
  draw_scale(paint, grid, area.y + 50);
  const Rect list{area.x, area.y + head, area.w, area.h - head - 8};
  const auto count = static_cast<float>(rows.lines.size());
  const float pitch = std::clamp(std::floor(list.h / count), least_pitch, best_pitch);
  if (scroll.of != rows.title) scroll = {.of = rows.title};
  scroll.turn(paint, list, pitch * count);
  const Clip clip(paint, list);
  float top = list.y - static_cast<float>(scroll.offset);
  for (const auto& line : rows.lines) {
    if (top + pitch > list.y && top < list.bottom()) draw_line(paint, grid, top, pitch, line);
    top += pitch;
  }
  scroll_bar(paint, list, scroll.offset, pitch * count);
  return requests;
}

}  // namespace wirelab::window
