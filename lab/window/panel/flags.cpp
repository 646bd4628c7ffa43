#include "lab/window/panel/flags.hpp"

#include "lab/window/widget/bits.hpp"

namespace wirelab::window {

// The flags of the packet in view as lamps, in header order.
Requests draw_flags(Paint& paint, Rect area, const lab::FlagRows& rows) {
  panel_head(paint, "flags", area, paint.theme().surface, rows.title);
  const auto count = static_cast<float>(rows.lights.size());
  if (count == 0) return {};
  const float gap = 6.5F, room = area.w - 2 * panel_pad;
  const float width = (room - gap * (count - 1)) / count;
  float x = area.x + panel_pad;
  for (const auto& light : rows.lights) {
    const Rect lamp{x, area.y + 38, width, 32};
    draw_lamp(paint, lamp, light.name, light.lit, light.hue);
    paint.hint(lamp, light.meaning);
    paint.registry().item("flags." + light.name, lamp);
    x += width + gap;
  }
  return {};
}

}  // namespace wirelab::window
