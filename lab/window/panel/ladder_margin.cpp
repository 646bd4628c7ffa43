#include <algorithm>
#include <cmath>

#include "lab/window/panel/ladder_parts.hpp"
#include "lab/window/widget/chip.hpp"

namespace wirelab::window {
namespace {

using lab::LadderRows;
constexpr float bar = 8, tick = 8;

// A break interrupts the bar by two slanted strokes.
void draw_cut(Paint& paint, float x, float y) {
  const Theme& t = paint.theme();
  const Point gap[] = {{x - 9, y - 1.5F}, {x + 9, y - 7}, {x + 9, y + 1.5F}, {x - 9, y + 7}};
  paint.fill_poly(gap, t.bg);
  paint.line({x - 8, y - 1}, {x + 8, y - 5.5F}, t.line2, 1.5F);
  paint.line({x - 8, y + 5.5F}, {x + 8, y + 1}, t.line2, 1.5F);
}

// A text outside the lifeline: at `y`, or a little above or below where that place is taken.
bool place_outside(Paint& paint, const LadderScale& scale, bool left, float x, float y, Face face,
                   Color color, std::string_view text, Taken& taken, bool tied) {
  const float edge = left ? scale.plot.x + 20 : scale.plot.right() - 20;
  const float room = left ? x - edge : edge - x;
  const Align align = left ? Align::right : Align::left;
  for (const float off : {0.F, 4.F, -4.F, 8.F, -8.F, 12.F, -12.F, 16.F, -16.F, 20.F, 26.F}) {
    if (off != 0 && tied) break;
    const Rect whole = paint.text_rect(x, y + off, face, text, align);
    Rect r = whole;
    if (whole.w > room)
      r = left ? Rect{edge, whole.y, room, whole.h} : Rect{x, whole.y, room, whole.h};
    if (!scale.sees(r.y, r.bottom()) || !taken.free(r.inset(1.5F))) continue;
    paint.text_in(x, y + off, room, face, color, text, align);
    taken.add(r);
    return true;
  }
  return false;
}

void draw_spans(Paint& paint, const LadderScale& scale, const LadderRows::Lifeline& line, bool left,
                Taken& taken) {
  const Theme& t = paint.theme();
  const float x = left ? scale.x0 : scale.x1;
  paint.fill({x - 1, scale.y(0) - 20, 2, scale.plot.bottom() - 10 - scale.y(0) + 20}, t.line2);
  for (const auto& span : line.spans) {
    const float from = scale.y(span.from), to = scale.y(span.to);
    if (!scale.sees(from - 10, to)) continue;
    const bool own = span.hue == lab::Hue::client || span.hue == lab::Hue::server;
    const Color color =
        own ? t.role(span.hue)
            : mix(t.bg, t.role(span.hue),
                  span.hue == lab::Hue::faint || span.hue == lab::Hue::muted ? 1.F : 0.72F);
    paint.fill({x - bar / 2, from, bar, to - from}, color, std::min(4.F, (to - from) / 2));
    if (!own && span.hue != lab::Hue::faint && span.hue != lab::Hue::muted)
      paint.fill({x - 1, from, 2, to - from}, fade(t.text, 0.25F));
    if (!span.label) continue;
    // The name stays in sight as long as its span does.
    const float y = std::min(std::max(from, scale.plot.y + 10), std::max(from, to - 10));
    const float way = left ? -1.F : 1.F, edge = x + way * (bar / 2);
    const Color ink = span.hue == lab::Hue::faint ? t.muted : t.ink(span.hue);
    if (place_outside(paint, scale, left, edge + way * (tick + 6), y, Face::strong, ink, span.state,
                      taken, true)) {
      paint.line({edge, y}, {edge + way * tick, y}, ink, 1.5F);
    }
  }
}

void draw_timer(Paint& paint, const LadderScale& scale, const LadderRows::Timer& timer,
                Taken& taken) {
  const Theme& t = paint.theme();
  const float way = timer.left ? -1.F : 1.F;
  const float x = (timer.left ? scale.x0 : scale.x1) + way * 20;
  // Never through the name of a state that stays at the top while its beginning is scrolled away.
  const float from = std::max(scale.y(timer.from) + 12, scale.plot.y + 20),
              to = scale.y(timer.to) - 6;
  if (to - from < 8 || !scale.sees(from, to)) return;
  // Scrolled almost away it would only be a stray corner.
  if (to - std::max(from, scale.plot.y) < 14 || std::min(to, scale.plot.bottom()) - from < 14)
    return;
  const Chip chip{.fill = t.now_tint, .text = t.now_text, .height = 20, .pad = 7};
  const float w = chip_width(paint, chip, timer.text);
  const Rect r{timer.left ? x - 9 - w : x + 9, (from + to) / 2 - 10, w, 20};
  const Color color = t.now_line;
  paint.fill({x - 1, from, 2, to - from}, color);
  paint.fill({timer.left ? x - 1 : x - 5, from, 6, 2}, color);
  paint.fill({timer.left ? x - 1 : x - 5, to - 2, 6, 2}, color);
  if (!taken.free(r) || r.x < scale.plot.x + 4 || r.right() > scale.plot.right() - 4) return;
  draw_chip(paint, r.x, r.mid_y(), chip, timer.text);
  taken.add(r.grown(2));
}

// Between two lifelines there is less room: what a call returned stands below its name.
void draw_call_between(Paint& paint, const LadderScale& scale, const LadderRows::CallMark& call,
                       Taken& taken) {
  const std::size_t cut = call.text.find(" = ");
  const std::string name = call.text.substr(0, cut);
  const std::string result = cut == std::string::npos ? "" : call.text.substr(cut + 1);
  const float x = scale.x(call.x) + 10, line = 15;
  const float w =
      std::max(paint.width(Face::mono_small, name), paint.width(Face::mono_small, result));
  const float h = result.empty() ? line : 2 * line;
  // Below its moment, for what it received came from above.
  for (float y = scale.y(call.from) + 2; y < scale.y(call.from) + 90; y += 4) {
    const Rect r{x - 2, y, w + 4, h};
    if (!scale.sees(r.y, r.bottom()) || !taken.free(r)) continue;
    const Color ink = paint.theme().muted;
    paint.text(x, y + line / 2, Face::mono_small, ink, name);
    paint.text(x, y + line * 1.5F, Face::mono_small, ink, result);
    taken.add(r);
    return;
  }
}

// A call is a thin bar beside the lifeline for as long as the program waits in it.
void draw_call(Paint& paint, const LadderScale& scale, const LadderRows::CallMark& call,
               Taken& taken) {
  const Theme& t = paint.theme();
  const bool between = call.x > 0 && call.x < 1, left = call.x == 0;
  const float way = left ? -1.F : 1.F;
  const float x = between ? scale.x(call.x) + 5 : (left ? scale.x0 : scale.x1) + way * 10;
  const float from = scale.y(call.from), to = scale.y(call.to);
  if (!scale.sees(from - 10, to + 10)) return;
  if (to - from > 1.5F) paint.fill({x - 1, from, 2, to - from}, mix(t.bg, t.text2, 0.55F));
  if (between) {
    draw_call_between(paint, scale, call, taken);
  } else {
    place_outside(paint, scale, left, x + way * 8, std::max(from, scale.plot.y + 8), Face::mono,
                  t.muted, call.text, taken, false);
  }
}

}  // namespace

bool Taken::free(Rect r) const {
  return std::none_of(rects_.begin(), rects_.end(), [&](const Rect& o) { return o.overlaps(r); });
}

namespace {

// A host on the way has no state of the connection: a thin line and its name.
void draw_middle(Paint& paint, const LadderScale& scale, const lab::MiddleHost& host,
                 Taken& taken) {
  const Theme& t = paint.theme();
  const float x = scale.x(host.x);
  paint.fill({x - 2, scale.plot.y + 18, 4, scale.plot.h - 28}, t.surface3);
  paint.text(x, scale.plot.y + 8, Face::strong_small, t.text2, host.name, Align::centre);
  const Rect name =
      paint.text_rect(x, scale.plot.y + 8, Face::strong_small, host.name, Align::centre);
  taken.add(name);
  paint.registry().item("ladder.host." + host.name, name);
}

}  // namespace

void draw_lifelines(Paint& paint, const LadderScale& scale, const LadderRows& rows, Taken& taken) {
  for (const lab::MiddleHost& host : rows.middle) draw_middle(paint, scale, host, taken);
  draw_spans(paint, scale, rows.left, true, taken);
  draw_spans(paint, scale, rows.right, false, taken);
  for (const auto& gap : rows.breaks) {
    const float y = (scale.y(gap.teaching_from) + scale.y(gap.teaching_to)) / 2;
    if (!scale.sees(y - 8, y + 8)) continue;
    draw_cut(paint, scale.x0, y);
    draw_cut(paint, scale.x1, y);
  }
}

void draw_margins(Paint& paint, const LadderScale& scale, const LadderRows& rows, Taken& taken) {
  for (const auto& timer : rows.timers) draw_timer(paint, scale, timer, taken);
  for (const auto& call : rows.calls) draw_call(paint, scale, call, taken);
}

}  // namespace wirelab::window
