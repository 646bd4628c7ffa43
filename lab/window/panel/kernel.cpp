#include "lab/window/panel/kernel.hpp"

#include <algorithm>

#include "lab/window/widget/chip.hpp"
#include "lab/window/widget/mark.hpp"

namespace wirelab::window {
namespace {

constexpr float head = 35, pitch = 26, least_pitch = 20, foot = 13;

void draw_row(Paint& paint, Rect line, const lab::KernelRows::Row& row, float kernel_x,
              float inferred_x) {
  const Theme& t = paint.theme();
  const float y = line.mid_y(), left = line.x;
  const bool differs = row.agreement == Agreement::differs;
  bullet(paint, {left + 4, y}, t.role(row.hue));
  const float kernel_w = paint.width(Face::mono, row.kernel);
  paint.text_in(left + 16, y, kernel_x - kernel_w / 2 - 8 - (left + 16), Face::base, t.text2,
                row.name);
  paint.text(kernel_x, y, Face::mono, row.kernel.empty() ? t.faint : t.text,
             row.kernel.empty() ? "–" : row.kernel, Align::centre);
  const Color inferred = differs ? t.rst : t.text2;
  paint.text(inferred_x, y, Face::mono, row.inferred.empty() ? t.faint : inferred,
             row.inferred.empty() ? "–" : row.inferred, Align::centre);
  const Point sign{line.right() - 6, y};
  if (row.inferred.empty()) {
    // Only the kernel knows: no sign at all.
  } else if (differs) {
    cross_mark(paint, sign, 4, t.rst, 2);
  } else if (row.agreement == Agreement::same) {
    tick_mark(paint, sign, 5, t.syn);
  } else if (row.agreement == Agreement::unsettled) {
    for (int i = -1; i <= 1; ++i)
      bullet(paint, {sign.x + 4.F * static_cast<float>(i), y}, t.faint, 1.2F);
  }
  paint.hint(line, row.explanation);
}

}  // namespace

float kernel_height(const lab::KernelRows& rows) {
  return head + pitch * static_cast<float>(rows.rows.size()) + foot;
}

// What the kernel says beside what the packets imply. Where packets can say nothing there is no
// tick.
Requests draw_kernel(Paint& paint, Rect area, const lab::KernelRows& rows) {
  const Theme& t = paint.theme();
  panel_head(paint, "kernel", area, t.surface, paint.say("window.kernel.title"));
  const float kernel_x = area.x + area.w * 0.52F, inferred_x = area.x + area.w * 0.78F;
  if (rows.rows.empty()) {
    paint.text(area.x + panel_pad, area.y + head + pitch / 2, Face::base, t.muted,
               paint.say("window.kernel.none"));
    return {};
  }
  paint.text(kernel_x, area.y + 24, Face::small, t.muted, paint.say("window.kernel.kernel"),
             Align::centre);
  paint.text(inferred_x, area.y + 24, Face::small, t.muted, paint.say("window.kernel.inferred"),
             Align::centre);
  const auto count = static_cast<float>(rows.rows.size());
  const float line = std::clamp((area.h - head - foot) / count, least_pitch, pitch);
  const Clip clip(paint, area);
  float y = area.y + head;
  for (const auto& row : rows.rows) {
    draw_row(paint, {area.x + panel_pad, y, area.w - 2 * panel_pad, line}, row, kernel_x,
             inferred_x);
    y += line;
  }
  return {};
}

}  // namespace wirelab::window
