#include "lab/window/panel/connections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lab/window/widget/chip.hpp"

namespace wirelab::window {
namespace {

using lab::ConnectionRows;
constexpr float pitch = 78, head = 44;

// From the right edge to the left; returns the left edge of what was drawn.
float draw_chips(Paint& paint, float right, float y, const ConnectionRows::Row& row) {
  const Theme& t = paint.theme();
  const auto draw = [&](const std::string& text, lab::Hue hue) {
    if (text.empty()) return;
    const Chip chip{.fill = t.tint(hue), .text = t.ink(hue), .height = 18, .pad = 7};
    right = draw_chip(paint, right, y, chip, text, Align::right).x - 6;
  };
  draw(row.finding, row.hue);
  draw(row.again, lab::Hue::rst);
  return right;
}

// Both ends with how it opened and ended beside them, then what it carried.
void draw_row(Paint& paint, Rect line, const ConnectionRows::Row& row) {
  const Theme& t = paint.theme();
  const float x = line.x + 12, right = line.right() - 14;
  const std::pair<const std::string*, const std::string*> ends[] = {{&row.opener, &row.opening},
                                                                    {&row.acceptor, &row.ending}};
  float y = line.y + 18;
  for (int i = 0; i < 2; ++i, y += 20) {
    bullet(paint, {x + 4, y}, i == 0 ? t.client : t.server);
    const float taken =
        paint.text_in(x + 16, y, right - x - 90, Face::mono, t.text, *ends[i].first);
    const float room = right - (x + 16 + taken) - 10;
    paint.text_in(right, y, room, Face::small, t.muted, *ends[i].second, Align::right);
  }
  y += 3;
  const float chips = draw_chips(paint, right, y, row);
  const std::string carried = fmt::format("{} / {}", row.up, row.down);
  float at = x;
  at += paint.text_in(at, y, chips - at, Face::small, t.text2, carried) + 14;
  if (at < chips - 30) paint.text_in(at, y, chips - at, Face::small, t.muted, row.duration);
}

void draw_head(Paint& paint, Rect area, const ConnectionRows& rows) {
  const Theme& t = paint.theme();
  const float x =
      panel_head(paint, "connections", area, t.surface, paint.say("window.connections.title"));
  if (!paint.head_from)
    paint.text(x + 13, area.y + 24, Face::base, t.muted, lab::thousands(rows.count));
  const std::string order = paint.say("window.connections.order");
  if (area.right() - panel_pad - paint.width(Face::base, order) > x + 100)
    paint.text(area.right() - panel_pad, area.y + 24, Face::base, t.muted, order, Align::right);
}

}  // namespace

Requests draw_connections(Paint& paint, Rect area, const ConnectionSource& source, Scroll& scroll) {
  const Theme& t = paint.theme();
  const ConnectionRows all = source(0, 0);
  draw_head(paint, area, all);
  const Rect list{area.x + 4, area.y + head, area.w - 8, area.h - head - 8};
  if (all.count == 0) {
    const char* why = all.total == 0 ? "window.connections.none" : "window.connections.filtered";
    paint.text_in(area.x + panel_pad, list.y + 16, area.w - 2 * panel_pad, Face::base, t.muted,
                  paint.say(why));
    return {};
  }
  const double content = static_cast<double>(pitch) * static_cast<double>(all.count);
  scroll.turn(paint, list, content);
  const Clip clip(paint, list);
  drag_bar(paint, "connections.bar", list, scroll, content);
  const auto first = static_cast<std::size_t>(scroll.offset / pitch);
  const auto seen = static_cast<std::size_t>(std::ceil(list.h / pitch)) + 1;
  Requests requests;
  float y = list.y - static_cast<float>(scroll.offset -
                                        static_cast<double>(pitch) * static_cast<double>(first));
  for (const auto& row : source(first, std::min(all.count, first + seen)).rows) {
    const Rect line{area.x + 12, y, area.w - 24, pitch};
    const Touch touch = paint.touch(fmt::format("connections.row.{}", row.stream), line);
    if (row.focused) {
      paint.fill(line.inset(1), t.surface3, 6);
      paint.fill({line.x, line.y + 1, 3, line.h - 2}, t.accent);
    } else if (touch.hovered) {
      paint.fill(line.inset(1), t.surface2, 6);
    }
    draw_row(paint, line, row);
    paint.across(line.x + 12, line.right() - 12, line.bottom(), t.line);
    if (touch.clicked) requests.push_back(lab::FocusStream{row.stream});
    y += pitch;
  }
  return requests;
}

}  // namespace wirelab::window
