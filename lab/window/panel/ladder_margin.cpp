#include <algorithm>

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

// A state that is left as soon as it is reached leaves its place to the name of the next.
bool passing(const LadderScale& scale, const LadderRows::Lifeline& line,
             const LadderRows::Lifeline::Span& span) {
  const bool last = &span == &line.spans.back();
  return !last && (&span)[1].label && scale.y(span.to) - scale.y(span.from) < 8;
}

void draw_spans(Paint& paint, const LadderScale& scale, const LadderRows::Lifeline& line, bool left,
                float now, Taken& taken) {
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
    if (!span.label || passing(scale, line, span)) continue;
    // The name stays in sight as long as its span does.
    float y = std::min(std::max(from, scale.plot.y + 10), std::max(from, to - 10));
    // Nor is a name crossed out by what is now.
    if (now >= y && now - y < 10) y = now - 10;
    if (y < scale.plot.y + 7) continue;  // half a name says nothing
    const float way = left ? -1.F : 1.F, edge = x + way * (bar / 2);
    const Color ink = span.hue == lab::Hue::faint ? t.muted : t.ink(span.hue);
    if (place_outside(paint, scale, left, edge + way * (tick + 6), y, Face::strong, ink, span.state,
                      taken, true)) {
      paint.line({edge, y}, {edge + way * tick, y}, ink, 1.5F);
    }
  }
}

Chip timer_chip(const Theme& t) {
  return {.fill = t.now_tint, .text = t.now_text, .height = 20, .pad = 7};
}

// One that still runs stands below the name of its state.
void draw_running_timer(Paint& paint, const LadderScale& scale, const LadderRows::Timer& timer,
                        Taken& taken) {
  const Chip chip = timer_chip(paint.theme());
  const float w = chip_width(paint, chip, timer.text), beside = bar / 2 + tick + 6;
  const float x = timer.left ? scale.x0 - beside - w : scale.x1 + beside;
  const float from = std::max(scale.y(timer.from), scale.plot.y + 10);
  for (float y = from + 12; y < from + 60; y += 4) {
    const Rect r{x, y, w, 20};
    if (!scale.holds(r) || !taken.free(r)) continue;
    draw_chip(paint, r.x, r.mid_y(), chip, timer.text);
    taken.add(r.grown(1));
    return;
  }
}

void draw_timer(Paint& paint, const LadderScale& scale, const LadderRows::Timer& timer,
                Taken& taken) {
  if (timer.runs) return draw_running_timer(paint, scale, timer, taken);
  const Theme& t = paint.theme();
  const float way = timer.left ? -1.F : 1.F;
  const float x = (timer.left ? scale.x0 : scale.x1) + way * 20;
  // Never through the name of a state that stays at the top while its beginning is scrolled away.
  const float from = std::max(scale.y(timer.from) + 12, scale.plot.y + 20),
              to = scale.y(timer.to) - 14;
  if (to - from < 8 || !scale.sees(from, to)) return;
  // Scrolled almost away it would only be a stray corner.
  if (to - std::max(from, scale.plot.y) < 14 || std::min(to, scale.plot.bottom()) - from < 14)
    return;
  const Chip chip = timer_chip(t);
  const float w = chip_width(paint, chip, timer.text);
  const Rect r{timer.left ? x - 9 - w : x + 9, (from + to) / 2 - 10, w, 20};
  const Color color = t.now_line;
  paint.fill({x - 1, from, 2, to - from}, color);
  paint.fill({timer.left ? x - 1 : x - 5, from, 6, 2}, color);
  paint.fill({timer.left ? x - 1 : x - 5, to - 2, 6, 2}, color);
  taken.add({x - 3, from, 6, to - from});
  if (!taken.free(r) || r.x < scale.plot.x + 4 || r.right() > scale.plot.right() - 4) return;
  draw_chip(paint, r.x, r.mid_y(), chip, timer.text);
  taken.add(r.grown(2));
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
  const float now = scale.y(rows.now);
  draw_spans(paint, scale, rows.left, true, now, taken);
  draw_spans(paint, scale, rows.right, false, now, taken);
  for (const auto& gap : rows.breaks) {
    const float y = (scale.y(gap.teaching_from) + scale.y(gap.teaching_to)) / 2;
    if (!scale.sees(y - 8, y + 8)) continue;
    draw_cut(paint, scale.x0, y);
    draw_cut(paint, scale.x1, y);
  }
}

void draw_margins(Paint& paint, const LadderScale& scale, const LadderRows& rows, Taken& taken) {
  for (const auto& timer : rows.timers) draw_timer(paint, scale, timer, taken);
  draw_call_marks(paint, scale, rows, taken);
}

}  // namespace wirelab::window
