#include "lab/window/panel/packets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lab/rows/wording.hpp"
#include "lab/window/widget/arrow.hpp"
#include "lab/window/widget/mark.hpp"

namespace wirelab::window {
namespace {

using lab::PacketRows;
constexpr float pitch = 30, head = 67;

// Left edges of the columns; a narrow panel gives up what the header panel shows anyway.
struct Columns {
  float number, time, arrow, flags, sequence, acknowledgment, length, note;
  float source = 0, destination = 0, address = 0;  // of a capture; `address`: their room
  bool numbers, ends = false;

  Columns(Rect area, const PacketRows& rows) {
    const float x = area.x + panel_pad, w = area.w - 2 * panel_pad;
    numbers = w >= 400;
    number = x, time = x + 32, arrow = x + 105, flags = x + 126;
    sequence = x + 216, acknowledgment = x + 268, length = x + 318,
    note = x + (numbers ? 354.F : 226.F);
    if (rows.whole) of_capture(x, w);
  }
  // Numbers of many digits, and whose packet it is.
  void of_capture(float x, float w) {
    numbers = false;
    ends = w >= 420;
    time = x + 62;
    address = std::clamp((w - 62 - 88 - 24 - 74 - 100) / 2, 90.F, 168.F);
    source = time + 88, arrow = ends ? source + address + 2 : source;
    destination = arrow + 22;
    flags = ends ? destination + address + 4 : arrow + 24;
    note = flags + 74;
  }
};

void draw_mark(Paint& paint, float x, float y, PacketRows::Mark mark, Color color) {
  switch (mark) {
    case PacketRows::Mark::lost:
    case PacketRows::Mark::refused: cross_mark(paint, {x + 4, y}, 3.5F, color, 2); break;
    case PacketRows::Mark::resent: resent_mark(paint, {x + 4, y}, 5, color); break;
    case PacketRows::Mark::held: pause_bars(paint, {x + 4, y}, 4, color); break;
    case PacketRows::Mark::copy:
      paint.stroke({x - 1, y - 5, 7, 7}, color, 1.25F, 1);
      paint.stroke({x + 2, y - 2, 7, 7}, color, 1.25F, 1);
      break;
    case PacketRows::Mark::changed:
      paint.line({x, y}, {x + 9, y - 4}, color, 1.5F);
      paint.line({x, y}, {x + 9, y + 4}, color, 1.5F);
      break;
    case PacketRows::Mark::none: break;
  }
}

void draw_note(Paint& paint, float x, float right, float y, const PacketRows::Row& row) {
  if (row.note.empty()) return;
  const Theme& t = paint.theme();
  const bool bad = row.mark == PacketRows::Mark::lost || row.mark == PacketRows::Mark::refused;
  const bool sign = row.mark != PacketRows::Mark::none;
  const Color color = bad ? t.rst : sign ? t.now_text : t.muted;
  draw_mark(paint, x, y, row.mark, color);
  const float left = sign ? x + 16 : x;
  paint.text_in(left, y, right - left, Face::strong_small, color, row.note);
}

void draw_row(Paint& paint, const Columns& c, Rect line, const PacketRows::Row& row) {
  const Theme& t = paint.theme();
  const float y = line.mid_y();
  paint.text(c.number, y, Face::mono, t.muted, fmt::format("{}", row.number));
  paint.text(c.time, y, Face::mono, t.text2, row.time);
  if (c.ends) {
    paint.text_in(c.source, y, c.address - 4, Face::mono, t.text2, row.source);
    paint.text_in(c.destination, y, c.address - 4, Face::mono, t.text2, row.destination);
  }
  list_arrow(paint, {c.arrow, y}, row.rightward, t.role(row.direction));
  paint.text_in(c.flags, y, (c.numbers ? c.sequence : c.note) - 6 - c.flags, Face::mono,
                t.ink(row.hue), row.flags);
  if (c.numbers) {
    paint.text_in(c.sequence, y, c.acknowledgment - 4 - c.sequence, Face::mono, t.text2,
                  row.sequence);
    paint.text_in(c.acknowledgment, y, c.length - 4 - c.acknowledgment, Face::mono, t.text2,
                  row.acknowledgment);
    paint.text(c.length, y, Face::mono, t.text2, row.length);
  }
  draw_note(paint, c.note, line.right() - 6, y, row);
}

void draw_head(Paint& paint, const Columns& c, Rect area, const PacketRows& rows) {
  const Theme& t = paint.theme();
  const float x = panel_head(paint, "packets", area, t.surface, paint.say("window.packets.title"));
  paint.text(x + 13, area.y + 24, Face::base, t.muted, lab::thousands(rows.count));
  const float y = area.y + 52;
  paint.text(c.time, y, Face::small, t.muted, paint.say("window.packets.time"));
  paint.text(c.flags, y, Face::small, t.muted, paint.say("window.packets.flags"));
  if (c.ends) {
    paint.text(c.source, y, Face::small, t.muted, paint.say("window.packets.source"));
    paint.text(c.destination, y, Face::small, t.muted, paint.say("window.packets.destination"));
  }
  if (c.numbers) {
    paint.text(c.sequence, y, Face::small, t.muted, paint.say("window.packets.seq"));
    paint.text(c.acknowledgment, y, Face::small, t.muted, paint.say("window.packets.ack"));
    paint.text(c.length, y, Face::small, t.muted, paint.say("window.packets.len"));
  }
  paint.text(c.note, y, Face::small, t.muted, paint.say("window.packets.note"));
  paint.across(area.x + panel_pad, area.right() - 16, area.y + head - 3, t.line);
}

// What was selected elsewhere comes into sight, once.
void show_selected(Scroll& scroll, const PacketRows& rows, Rect list) {
  const std::string of = rows.selected ? fmt::format("{}", *rows.selected) : "";
  if (of == scroll.of) return;
  scroll.of = of;
  if (!rows.selected) return;
  const double top = static_cast<double>(pitch) * static_cast<double>(*rows.selected);
  scroll.show(top, top + pitch, list.h);
}

}  // namespace

Requests draw_packets(Paint& paint, Rect area, const PacketSource& source, Scroll& scroll) {
  const Theme& t = paint.theme();
  const PacketRows all = source(0, 0);
  const Columns columns(area, all);
  draw_head(paint, columns, area, all);

  const Rect list{area.x + 4, area.y + head, area.w - 8, area.h - head - 8};
  const double content = static_cast<double>(pitch) * static_cast<double>(all.count);
  scroll.turn(paint, list, content);
  if (all.whole && !all.tail) {
    show_selected(scroll, all, list);
  } else if (scroll.follow) {
    scroll.offset = std::max(0.0, content - list.h);
  }
  Requests requests;
  const Clip clip(paint, list);
  if (all.whole) drag_bar(paint, "packets.bar", list, scroll, content);
  const auto first = static_cast<std::size_t>(scroll.offset / pitch);
  const auto last =
      std::min(all.count, first + static_cast<std::size_t>(std::ceil(list.h / pitch)) + 1);
  const double above = scroll.offset - static_cast<double>(pitch) * static_cast<double>(first);
  float y = list.y - static_cast<float>(above);
  for (const auto& row : source(first, last).rows) {
    const Rect line{area.x + 12, y, area.w - 24, pitch};
    const Touch touch = paint.touch(fmt::format("packets.row.{}", row.number), line);
    if (row.selected) {
      paint.fill(line, t.surface3, 6);
      paint.fill({line.x, line.y, 3, line.h}, t.accent);
    } else if (touch.hovered) {
      paint.fill(line, t.surface2, 6);
    }
    draw_row(paint, columns, line, row);
    if (touch.clicked) requests.push_back(lab::SelectFrame{row.number});
    y += pitch;
  }
  if (!all.whole) scroll_bar(paint, list, scroll.offset, content);
  return requests;
}

}  // namespace wirelab::window
