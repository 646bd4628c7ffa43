#include "lab/window/panel/number_lines.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "lab/window/widget/chip.hpp"

namespace wirelab::window {
namespace {

using lab::CounterRows;
using lab::QueueRows;
using lab::TableRows;

constexpr float queue_pitch = 22, counter_pitch = 18, table_pitch = 18, heading_pitch = 20;
constexpr float indent = 16, slab_height = 12, slot = 12, slot_gap = 4;
constexpr int most_slots = 7;  // more of them are a slab

void draw_slots(Paint& paint, Rect room, const QueueRows::Row& row) {
  const Theme& t = paint.theme();
  const int count = std::max(row.taken, row.room);
  float x = room.x;
  for (int i = 0; i < count; ++i) {
    const Rect box{x, room.mid_y() - slot / 2, slot, slot};
    const bool taken = i < row.taken;
    if (taken) paint.fill(box, t.role(row.hue), 3);
    if (!taken) paint.stroke(box, t.line2, 1, 3);
    paint.registry().item(row.name + (taken ? ".taken." : ".free.") + std::to_string(i), box);
    x += slot + slot_gap;
  }
}

void draw_slab(Paint& paint, Rect room, const QueueRows::Row& row) {
  const Theme& t = paint.theme();
  const Rect slab{room.x, room.mid_y() - slab_height / 2, room.w, slab_height};
  const int most = std::max(row.room, 1);
  const double share = row.slots ? static_cast<double>(row.taken) / most : row.share;
  const float taken = slab.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  paint.fill(slab, t.surface3, 3);
  // The least there is can be seen.
  if (taken > 0) paint.fill({slab.x, slab.y, std::max(taken, 2.F), slab.h}, t.role(row.hue), 3);
  paint.stroke(slab, t.line2, 1, 3);
  paint.registry().item(row.name + ".slab", slab);
}

void draw_queue(Paint& paint, Rect line, const QueueRows::Row& row) {
  const Theme& t = paint.theme();
  const float picture = line.x + line.w * 0.45F, y = line.mid_y();
  bullet(paint, {line.x + 4, y}, t.role(row.hue));
  paint.text_in(line.x + indent, y, picture - 8 - (line.x + indent), Face::base, t.text2, row.name);
  const Face face = row.full ? Face::strong_small : Face::mono;
  const float text = std::min(paint.width(face, row.text), line.w * 0.34F);
  const Rect room{picture, line.y, line.right() - text - 12 - picture, line.h};
  if (row.slots && std::max(row.taken, row.room) <= most_slots) {
    draw_slots(paint, room, row);
  } else {
    draw_slab(paint, room, row);
  }
  paint.text_in(line.right(), y, line.w * 0.34F, face, t.text, row.text, Align::right);
  paint.registry().item("numbers." + row.name, line);
  paint.hint(line, row.explanation);
}

// How far along the names of the counters begin: below each other.
float counters_from(const Paint& paint, const CounterRows& rows) {
  float name = 0;
  for (const auto& line : rows.lines) name = std::max(name, paint.width(Face::base, line.host));
  return indent + std::min(name, 90.F) + 14;
}

// As many as stand beside each other.
std::vector<std::vector<const CounterRows::Change*>> broken(const Paint& paint,
                                                            const CounterRows::Line& line,
                                                            float room) {
  std::vector<std::vector<const CounterRows::Change*>> parts;
  float left = 0;
  for (const auto& change : line.changes) {
    const float width = paint.width(Face::small, change.text) + 14;
    if (parts.empty() || width > left) {
      parts.emplace_back();
      left = room + 14;
    }
    parts.back().push_back(&change);
    left -= width;
  }
  return parts;
}

void add_counters(std::vector<NumberLine>& lines, const Paint& paint, const CounterRows& rows,
                  float width) {
  const float from = counters_from(paint, rows);
  for (const auto& line : rows.lines) {
    bool first = true;
    for (const auto& part : broken(paint, line, width - from)) {
      lines.push_back({counter_pitch, true, [=, host = &line](Paint& p, Rect r) {
                         const Theme& t = p.theme();
                         if (first) {
                           bullet(p, {r.x + 4, r.mid_y()}, t.role(host->hue));
                           p.text_in(r.x + indent, r.mid_y(), from - indent - 10, Face::base,
                                     t.text2, host->host);
                         }
                         float x = r.x + from;
                         for (const auto* change : part) {
                           const float room = r.right() - x;
                           const float w =
                               p.text_in(x, r.mid_y(), room, Face::small,
                                         change->fresh ? t.text : t.muted, change->text);
                           p.hint({x, r.y, w, r.h}, change->explanation);
                           x += w + 14;
                         }
                       }});
      first = false;
    }
  }
}

void draw_entry(Paint& paint, Rect r, const TableRows::Line& line) {
  const Theme& t = paint.theme();
  const float text = r.x + indent + (r.w - indent) * 0.42F;
  const Color color = line.fresh ? t.text : t.text2;
  paint.text_in(r.x + indent, r.mid_y(), text - r.x - indent - 8, Face::mono_small, color,
                line.entry);
  paint.text_in(text, r.mid_y(), r.right() - text, Face::mono_small, color, line.text);
}

void add_tables(std::vector<NumberLine>& lines, const TableRows& rows) {
  const TableRows::Line* before = nullptr;
  for (const auto& line : rows.lines) {
    const bool same = before && before->host == line.host && before->table == line.table;
    if (!same)
      lines.push_back({heading_pitch, false, [&line](Paint& p, Rect r) {
                         const float w =
                             p.text(r.x, r.mid_y(), Face::base, p.theme().text2, line.host);
                         p.text_in(r.x + w + 8, r.mid_y(), r.w - w - 8, Face::small,
                                   p.theme().muted, line.table);
                       }});
    lines.push_back({table_pitch, true, [&line](Paint& p, Rect r) { draw_entry(p, r, line); }});
    before = &line;
  }
}

}  // namespace

std::vector<NumberLine> number_lines(const Paint& paint, const KernelNumbers& numbers,
                                     float width) {
  std::vector<NumberLine> lines;
  for (const auto& row : numbers.queues.rows)
    lines.push_back({queue_pitch, true, [&row](Paint& p, Rect r) { draw_queue(p, r, row); }});
  add_counters(lines, paint, numbers.counters, width);
  add_tables(lines, numbers.tables);
  return lines;
}

}  // namespace wirelab::window
