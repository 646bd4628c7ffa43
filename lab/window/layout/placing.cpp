#include "lab/window/layout/placing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "lab/window/widget/button.hpp"

namespace wirelab::window {

float bottom_height(float whole) {
  return whole >= 900 ? std::min(280.F, whole * 0.28F) : std::clamp(whole * 0.28F, 186.F, 250.F);
}

void Placing::panel(Panel which, Rect area) {
  if (area.w <= 0 || area.h <= 0) return;
  for (auto& request : panel_entry(which).draw(paint, area, rows, state))
    requests.push_back(std::move(request));
}

float Placing::tabs(std::string_view name, float x, float y,
                    std::initializer_list<std::string_view> titles, int& open) {
  int index = 0;
  for (const auto title : titles) {
    const Button look{.kind = index == open ? ButtonKind::chosen : ButtonKind::quiet, .radius = 6};
    const std::string id = fmt::format("{}.tab.{}", name, title);
    const std::string words = paint.say(fmt::format("window.tab.{}", title));
    const float w = button_width(paint, words, look, 12);
    if (draw_button(paint, id, {x, y - 14, w, 28}, words, look)) open = index;
    x += w + 4;
    ++index;
  }
  return x;
}

float Placing::tabs_width(std::initializer_list<std::string_view> titles) const {
  float width = 0;
  for (const auto title : titles)
    width += button_width(paint, paint.say(fmt::format("window.tab.{}", title)), {}, 12) + 4;
  return width;
}

}  // namespace wirelab::window
