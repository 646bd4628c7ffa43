#include <algorithm>
#include <fmt/format.h>

#include "lab/window/panel/subnet.hpp"
#include "lab/window/widget/button.hpp"
#include "lab/window/widget/paragraph.hpp"

namespace wirelab::window {
namespace {

using lab::SubnetBlockRows;
using Cell = SubnetBlockRows::Cell;
using Mark = SubnetBlockRows::Mark;

struct Heights {
  float title, blocks, block, fan, cell, marks;
};
constexpr Heights high{26, 46, 48, 34, 36, 18};
constexpr Heights close_together{18, 34, 40, 22, 28, 16};
constexpr float gap = 4, label_pad = 10;

struct Blocks {
  Paint& paint;
  const SubnetBlockRows& rows;
  Rect inner;
  Heights at;
  Requests requests = {};

  Rect block(std::size_t index) const {
    const auto count = static_cast<float>(rows.blocks.size());
    const float width = inner.w / count;
    const float between = count > 1 ? gap : 0;
    return {inner.x + width * static_cast<float>(index) + between / 2, inner.y + at.blocks,
            width - between, at.block};
  }
  float cells_top() const { return inner.y + at.blocks + at.block + at.fan; }
  Rect cell(std::size_t index) const {
    const float width = inner.w / static_cast<float>(rows.cells.size());
    return {inner.x + width * static_cast<float>(index) + 1, cells_top(), std::max(2.F, width - 2),
            at.cell};
  }

  void draw_block(std::size_t index);
  void draw_you(Rect r, float first, float last);
  void fan();
  void cells();
  void marks();
};

// The address in its block, with its name where there is room beside the ends' names.
void Blocks::draw_you(Rect r, float first, float last) {
  const Theme& t = paint.theme();
  const float x = r.x + r.w * static_cast<float>(rows.you_share);
  paint.fill({x - 1, r.y + 6, 2, r.h - 12}, t.accent);
  paint.disc({x, r.mid_y()}, 6, t.accent);
  const float width = paint.width(Face::mono, rows.you);
  const float from = r.x + label_pad + first + 12, to = r.right() - label_pad - last - 12;
  if (x - 14 - width >= from && x - 14 <= to) {
    paint.text(x - 14, r.mid_y(), Face::mono, t.text, rows.you, Align::right);
  } else if (x + 14 >= from && x + 14 + width <= to) {
    paint.text(x + 14, r.mid_y(), Face::mono, t.text, rows.you);
  }
}

void Blocks::draw_block(std::size_t index) {
  const Theme& t = paint.theme();
  const auto& one = rows.blocks[index];
  const Rect r = block(index);
  const Touch touch = paint.touch(fmt::format("subnet.block.{}", index), r);
  const Color ground = touch.hovered ? t.surface2 : t.surface;
  paint.fill(r, one.chosen ? t.tint(lab::Hue::server) : ground, 6);
  paint.stroke(r, one.chosen ? t.server : t.line2, one.chosen ? 2 : 1, 6);
  const Color ink = one.chosen ? t.text : t.muted;
  float first = paint.width(Face::mono, one.first), last = paint.width(Face::mono, one.last);
  if (one.first == one.last || r.w < first + last + 2 * label_pad + 12) last = 0;
  if (r.w < first + 2 * label_pad - 8) first = 0;
  // Where the disc of the address would cover the first name, it stands behind the disc, or not.
  const float disc = r.x + r.w * static_cast<float>(rows.you_share), full = first;
  if (one.chosen && disc < r.x + label_pad + first + 6) first = 0;
  if (one.chosen && disc > r.right() - label_pad - last - 6) last = 0;
  if (first < full && last == 0 && disc + 10 + full < r.right() - 4)
    paint.text(disc + 10, r.mid_y(), Face::mono, ink, one.first);
  if (first > 0) paint.text(r.x + label_pad, r.mid_y(), Face::mono, ink, one.first);
  if (last > 0)
    paint.text(r.right() - label_pad, r.mid_y(), Face::mono, ink, one.last, Align::right);
  if (one.chosen) draw_you(r, first, last);
  paint.hint(r, fmt::format("{} - {}", one.first, one.last));
  if (touch.clicked) requests.push_back(lab::SetPrefix{one.same_place});
}

// The block in view, drawn out to the whole width.
void Blocks::fan() {
  const Rect r = block(rows.chosen);
  const Point shape[] = {{r.x, r.bottom()},
                         {r.right(), r.bottom()},
                         {inner.right(), cells_top()},
                         {inner.x, cells_top()}};
  const Theme& t = paint.theme();
  paint.fill_poly(shape, mix(t.bg, t.server, t.look == lab::Look::dark ? 0.12F : 0.08F));
}

void Blocks::cells() {
  const Theme& t = paint.theme();
  const Color host = mix(t.bg, t.server, t.look == lab::Look::dark ? 0.28F : 0.2F);
  for (std::size_t i = 0; i < rows.cells.size(); ++i) {
    const Cell kind = rows.cells[i];
    const Color color = kind == Cell::you ? t.accent : kind == Cell::host ? host : t.server;
    paint.fill(cell(i), color, 3);
  }
  paint.registry().item("subnet.cells", {inner.x, cells_top(), inner.w, at.cell});
}

// From both ends inward, and between them the address; what has no room and no need goes.
void Blocks::marks() {
  const Theme& t = paint.theme();
  constexpr float apart = 24;
  const auto room = [&](bool all) {
    float width = 0;
    for (const Mark& mark : rows.marks)
      width += all || mark.needed ? paint.width(Face::mono, mark.text) + apart : 0;
    return width;
  };
  const bool all = room(true) <= inner.w;
  const float y = cells_top() + at.cell + at.marks;
  float from = inner.x, to = inner.right();
  const auto draw = [&](const Mark& mark, float x, Align align) {
    const Color color = mark.strong ? t.text : t.ink(mark.hue);
    return paint.text(x, y, Face::mono, color, mark.text, align);
  };
  for (const Mark& mark : rows.marks) {
    if (mark.side == Mark::Side::left && (all || mark.needed))
      from += draw(mark, from, Align::left) + apart;
  }
  std::for_each(rows.marks.rbegin(), rows.marks.rend(), [&](const Mark& mark) {
    if (mark.side == Mark::Side::right && (all || mark.needed))
      to -= draw(mark, to, Align::right) + apart;
  });
  for (const Mark& mark : rows.marks) {
    if (mark.side != Mark::Side::here) continue;
    const float half = paint.width(Face::mono, mark.text) / 2;
    if (to - from < 2 * half) continue;
    draw(mark, std::clamp(cell(mark.cell).mid_x(), from + half, to - half), Align::centre);
  }
}

}  // namespace

Requests draw_subnet_blocks(Paint& paint, Rect area, const SubnetBlockRows& rows) {
  const Theme& t = paint.theme();
  paint.registry().panel("subnet.blocks", area);
  const float pad = subnet_pad(area.w);
  Blocks blocks{paint,
                rows,
                {area.x + pad, area.y, area.w - 2 * pad, area.h},
                area.h >= blocks_height ? high : close_together};
  const float y = area.y + blocks.at.title, x = blocks.inner.x;
  const float range = paint.text(x, y, Face::mono_large, t.text, rows.range);
  paint.text(x + range + 12, y, Face::base, t.muted, rows.caption);
  if (!rows.cell_size.empty())
    paint.text(blocks.inner.right(), y, Face::base, t.muted, rows.cell_size, Align::right);
  blocks.fan();
  for (std::size_t i = 0; i < rows.blocks.size(); ++i) blocks.draw_block(i);
  blocks.cells();
  blocks.marks();
  return std::move(blocks.requests);
}

Requests draw_subnet_hosts(Paint& paint, Rect area, const lab::SubnetHostRows& rows) {
  const Theme& t = paint.theme();
  paint.registry().panel("subnet.hosts", area);
  const float out = subnet_pad(area.w) - card_out;
  const Rect card{area.x + out, area.y, area.w - 2 * out, area.h};
  paint.fill(card, t.surface, 10);
  paint.stroke(card, t.line, 1, 10);
  Requests requests;
  float right = card.right() - 16;
  const float y = card.mid_y();
  const auto button = [&](std::string_view name, std::string_view label) {
    const float width = std::max(96.F, button_width(paint, label, {}, 20));
    const bool clicked = draw_button(paint, name, {right - width, y - 18, width, 36}, label, {});
    right -= width + 16;
    return clicked;
  };
  if (rows.can_ping && button("subnet.ping", paint.say("window.subnet.ping")))
    requests.push_back(lab::PingAddress{});
  if (rows.pinged && button("subnet.frames", paint.say("window.subnet.frames")))
    requests.push_back(lab::ShowPing{true});
  float x = card.x + 24;
  x += paint.text(x, y, Face::strong_item, t.text, rows.name) + 36;
  x += paint.text(x, y, Face::mono_lead, t.text, rows.formula) + 36;
  // In two lines where that is what it takes.
  const Paragraph body{
      .face = Face::base, .bold = Face::strong, .code = Face::mono, .color = t.text2, .line = 18};
  const float high = paragraph_height(paint, right - x, body, rows.sentence);
  if (high <= card.h - 8) {
    draw_paragraph(paint, {x, y - high / 2, right - x, high}, body, rows.sentence);
  } else {
    paint.text_in(x, y, right - x, Face::base, t.text2, rows.sentence);
  }
  return requests;
}

}  // namespace wirelab::window
