#include "lab/window/widget/bits.hpp"

namespace wirelab::window {
namespace {

bool plain(lab::Hue hue) {
  return hue == lab::Hue::muted || hue == lab::Hue::faint || hue == lab::Hue::body ||
         hue == lab::Hue::text;
}

void draw_flag(Paint& paint, Rect r, const lab::HeaderRows::Cell& cell) {
  const Theme& t = paint.theme();
  paint.fill(r, cell.lit ? t.role(cell.hue) : t.surface2, 3);
  paint.text(r.mid_x(), r.mid_y(), Face::mono, cell.lit ? t.on(cell.hue) : t.muted, cell.label,
             Align::centre);
}

}  // namespace

void draw_bit_cell(Paint& paint, Rect r, const lab::HeaderRows::Cell& cell) {
  if (cell.flag) return draw_flag(paint, r, cell);
  const Theme& t = paint.theme();
  paint.fill(r, t.tint(cell.hue), 3);
  if (!plain(cell.hue)) paint.fill({r.x, r.y, 3, r.h}, t.role(cell.hue));
  if (cell.strong) paint.stroke(r, t.line2, 1, 3);
  if (cell.label.empty()) {
    paint.text_in(r.mid_x(), r.mid_y(), r.w - 6, Face::mono, t.text, cell.value, Align::centre);
    return;
  }
  const float pad = r.w < 60 ? 5.F : 11.F;
  const float value = cell.value.empty() ? 0 : paint.width(Face::mono, cell.value);
  const float label = paint.width(Face::base, cell.label);
  if (value + label + 3 * pad > r.w && value > 0) {  // no room for both: the number matters more
    paint.text_in(r.mid_x(), r.mid_y(), r.w - 6, Face::mono, t.text, cell.value, Align::centre);
    return;
  }
  paint.text_in(r.x + pad, r.mid_y(), r.w - 2 * pad, Face::base, t.text2, cell.label);
  if (value > 0)
    paint.text(r.right() - pad + 2, r.mid_y(), Face::mono, t.text, cell.value, Align::right);
}

void draw_lamp(Paint& paint, Rect r, std::string_view name, bool lit, lab::Hue hue) {
  const Theme& t = paint.theme();
  paint.fill(r, lit ? t.role(hue) : t.surface2, 6);
  if (!lit) paint.stroke(r, t.line2, 1, 6);
  paint.text(r.mid_x(), r.mid_y(), Face::strong_small, lit ? t.on(hue) : t.muted, name,
             Align::centre);
}

}  // namespace wirelab::window
