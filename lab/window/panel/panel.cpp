#include "lab/window/panel/panel.hpp"

#include <algorithm>

namespace wirelab::window {

void Scroll::turn(Paint& paint, Rect area, float content) {
  const float wheel = paint.wheel(area), last = std::max(0.F, content - area.h);
  if (wheel != 0 && last > 0) {
    offset -= wheel * 48;
    follow = offset >= last;
  }
  offset = std::clamp(offset, 0.F, last);
}

float panel_head(Paint& paint, std::string_view name, Rect area, Color ground,
                 std::string_view title, std::string_view caption, float caption_room) {
  paint.registry().panel(name, area);
  paint.fill(area, ground);
  const Theme& t = paint.theme();
  const float y = area.y + 24;
  float x = paint.head_from.value_or(area.x + panel_pad);
  if (!paint.head_from) x += paint.text(x, y, Face::strong, t.text, title);
  const float room = std::min(caption_room, area.right() - panel_pad - x - 16);
  if (!caption.empty() && room > 40)
    x += 16 + paint.text_in(x + 16, y, room, Face::base, t.muted, caption);
  return x;
}

void scroll_bar(Paint& paint, Rect area, float offset, float content) {
  if (content <= area.h + 0.5F) return;
  const float length = std::max(24.F, area.h * area.h / content);
  const float y = area.y + (area.h - length) * offset / (content - area.h);
  paint.fill({area.right() - 5, y, 3, length}, paint.theme().line2, 1.5F);
}

}  // namespace wirelab::window
