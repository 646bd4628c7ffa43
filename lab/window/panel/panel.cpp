#include "lab/window/panel/panel.hpp"

#include <algorithm>

namespace wirelab::window {

void Scroll::turn(Paint& paint, Rect area, double height) {
  const double wheel = paint.wheel(area), last = std::max(0.0, height - area.h);
  if (wheel != 0 && last > 0) {
    offset -= wheel * 48;
    follow = offset >= last;
  }
  offset = std::clamp(offset, 0.0, last);
}

void Scroll::show(double top, double bottom, float room) {
  if (top >= offset && bottom <= offset + room) return;
  offset = std::max(0.0, (top + bottom - room) / 2);
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

namespace {

struct Thumb {
  float y, length;
};

Thumb thumb(Rect area, double offset, double content) {
  const auto share = static_cast<float>(area.h / content);
  const float length = std::max(24.F, area.h * share);
  const auto at = static_cast<float>(offset / (content - area.h));
  return {area.y + (area.h - length) * at, length};
}

}  // namespace

void scroll_bar(Paint& paint, Rect area, double offset, double content) {
  if (content <= area.h + 0.5) return;
  const Thumb bar = thumb(area, offset, content);
  paint.fill({area.right() - 5, bar.y, 3, bar.length}, paint.theme().line2, 1.5F);
}

void drag_bar(Paint& paint, std::string_view name, Rect area, Scroll& scroll, double content) {
  if (content <= area.h + 0.5) return;
  const Touch touch = paint.touch(name, {area.right() - 12, area.y, 14, area.h});
  Thumb bar = thumb(area, scroll.offset, content);
  if (touch.held) {
    const float way = std::max(1.F, area.h - bar.length);
    const double share = (paint.pointer().y - area.y - bar.length / 2) / way;
    scroll.offset = std::clamp(share, 0.0, 1.0) * (content - area.h);
    scroll.follow = false;
    bar = thumb(area, scroll.offset, content);
  }
  const float width = touch.hovered || touch.held ? 6 : 3;
  paint.fill({area.right() - 3.5F - width / 2, bar.y, width, bar.length},
             touch.held ? paint.theme().muted : paint.theme().line2, width / 2);
}

}  // namespace wirelab::window
