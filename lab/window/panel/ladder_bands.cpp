#include <fmt/format.h>

#include <algorithm>

#include "lab/window/panel/ladder_parts.hpp"
#include "lab/window/widget/chip.hpp"

namespace wirelab::window {

Requests draw_bands(Paint& paint, const LadderScale& scale, const lab::LadderRows& rows,
                    Taken& taken) {
  const Theme& t = paint.theme();
  Requests requests;
  for (const auto& band : rows.bands) {
    const float from = scale.y(band.from), to = std::max(scale.y(band.to), from + 6);
    if (!scale.sees(from, to)) continue;
    const float left = scale.x(0), right = scale.x(1);
    const Rect area{left, from, right - left, to - from};
    const Touch touch =
        paint.touch(fmt::format("ladder.fold.{}", band.fold.first), area.common(scale.plot));
    paint.fill(area, mix(t.bg, t.text2, touch.hovered ? 0.22F : 0.12F));
    // As many lines as say that there are many.
    constexpr int lines = 4;
    for (int i = 0; i <= lines; ++i) {
      const float y = from + (to - from) * static_cast<float>(i) / lines;
      paint.across(left, right, y, mix(t.bg, t.ack, i == 0 || i == lines ? 0.9F : 0.45F));
    }
    const Chip chip{.face = Face::mono, .fill = t.bg, .text = t.text2, .height = 18, .pad = 9};
    const Rect said = draw_chip(paint, area.mid_x(), area.mid_y(), chip, band.text, Align::centre);
    taken.add(said);
    taken.add(area);
    if (touch.clicked) requests.push_back(lab::OpenFold{band.fold});
  }
  return requests;
}

}  // namespace wirelab::window
