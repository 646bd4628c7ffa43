#include "lab/window/panel/calls.hpp"

#include <algorithm>
#include <cmath>

namespace wirelab::window {
namespace {

constexpr float pitch = 24, head = 44;

void draw_row(Paint& paint, Rect line, const lab::CallRows::Row& row, float host_room) {
  const Theme& t = paint.theme();
  const float y = line.mid_y(), host = line.x + 62, text = host + host_room + 10;
  paint.text(line.x + 50, y, Face::mono, t.muted, row.time, Align::right);
  paint.text_in(host, y, host_room, Face::strong_small, t.ink(row.hue), row.host);
  const Color color = row.failed ? t.rst : row.waits ? t.now_text : t.text2;
  paint.text_in(text, y, line.right() - text, Face::mono, color, row.text);
  paint.hint(line, row.text);
}

}  // namespace

// Every call with its arguments, the newest in sight.
Requests draw_calls(Paint& paint, Rect area, const lab::CallRows& rows, Scroll& scroll) {
  const Theme& t = paint.theme();
  panel_head(paint, "calls", area, t.surface, paint.say("window.tab.calls"));
  if (rows.rows.empty()) {
    paint.text(area.x + panel_pad, area.y + head + pitch / 2, Face::base, t.muted,
               paint.say("window.calls.none"));
    return {};
  }
  float host_room = 0;
  for (const auto& row : rows.rows)
    host_room = std::max(host_room, paint.width(Face::strong_small, row.host));
  host_room = std::min(host_room, 90.F) + 1;
  const Rect list{area.x + 4, area.y + head, area.w - 8, area.h - head - 8};
  const double content = static_cast<double>(pitch) * static_cast<double>(rows.rows.size());
  scroll.turn(paint, list, content);
  if (scroll.follow) scroll.offset = std::max(0.0, content - static_cast<double>(list.h));
  const Clip clip(paint, list);
  float y = list.y - static_cast<float>(scroll.offset);
  for (const auto& row : rows.rows) {
    const Rect line{area.x + panel_pad, y, area.w - 2 * panel_pad, pitch};
    if (line.bottom() > list.y && line.y < list.bottom()) draw_row(paint, line, row, host_room);
    y += pitch;
  }
  scroll_bar(paint, list, scroll.offset, content);
  return {};
}

}  // namespace wirelab::window
