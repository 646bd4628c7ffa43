#include "lab/window/panel/numbers.hpp"

#include "lab/window/panel/number_lines.hpp"

#include <algorithm>

namespace wirelab::window {
namespace {

constexpr float margin = 8;

}  // namespace

bool KernelNumbers::empty() const {
  return queues.rows.empty() && counters.lines.empty() && tables.lines.empty();
}

float numbers_height(const Paint& paint, const KernelNumbers& numbers, float width) {
  if (numbers.empty()) return 0;
  float height = 2 * margin;
  for (const NumberLine& line : number_lines(paint, numbers, width - 2 * panel_pad))
    height += line.height;
  return height;
}

Requests draw_numbers(Paint& paint, Rect area, const KernelNumbers& numbers) {
  const Theme& t = paint.theme();
  paint.registry().panel("numbers", area);
  paint.fill(area, t.surface);
  const Clip clip(paint, area);
  const auto lines = number_lines(paint, numbers, area.w - 2 * panel_pad);
  const float bottom = area.bottom() - margin + 0.5F;
  Rect at{area.x + panel_pad, area.y + margin, area.w - 2 * panel_pad, 0};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    at.h = lines[i].height;
    const bool last = i + 1 == lines.size();
    // Unless it is the last one, room is kept for the line that says how many are left out.
    if (at.bottom() + (last ? 0 : left_out_height) > bottom) {
      const auto left_out = static_cast<std::size_t>(
          std::count_if(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end(),
                        [](const NumberLine& line) { return line.counts; }));
      paint.text(at.x, at.y + left_out_height / 2, Face::small, t.muted,
                 paint.say("rows.queue.more", {{"count", std::to_string(left_out)}}));
      break;
    }
    lines[i].draw(paint, at);
    at.y += at.h;
  }
  return {};
}

}  // namespace wirelab::window
