#include <algorithm>

#include "lab/window/panel/ladder_parts.hpp"

namespace wirelab::window {
namespace {

using lab::LadderRows;

// Between two lifelines there is less room: what a call returned may stand below its name.
void draw_call_between(Paint& paint, const LadderScale& scale, const LadderRows& rows,
                       const LadderRows::CallMark& call, Taken& taken) {
  constexpr float line = 15, furthest = 90;
  const float x = scale.x(call.x) + 10;
  const float room = (scale.x1 - scale.x0) / static_cast<float>(rows.middle.size() + 1) - 16;
  std::vector<std::string> lines{call.text};
  const std::size_t cut = call.text.find(" = ");
  if (paint.width(Face::mono_small, call.text) > room && cut != std::string::npos)
    lines = {call.text.substr(0, cut), call.text.substr(cut + 1)};
  float w = 0;
  for (const std::string& text : lines) w = std::max(w, paint.width(Face::mono_small, text));
  const float h = line * static_cast<float>(lines.size());
  // Below its moment, for what it received came from above.
  for (float y = scale.y(call.from) + 2; y < scale.y(call.from) + furthest; y += 4) {
    const Rect r{x - 2, y, w + 4, h};
    if (!scale.holds(r) || !taken.free(r) || crossed(scale, rows, nullptr, r) > 0) continue;
    for (std::size_t i = 0; i < lines.size(); ++i)
      paint.text(x, y + line * (static_cast<float>(i) + 0.5F), Face::mono_small,
                 paint.theme().muted, lines[i]);
    taken.add(r);
    return;
  }
}

// A call is a thin bar beside the lifeline for as long as the program waits in it.
void draw_call(Paint& paint, const LadderScale& scale, const LadderRows& rows,
               const LadderRows::CallMark& call, Taken& taken) {
  const Theme& t = paint.theme();
  const bool between = call.x > 0 && call.x < 1, left = call.x == 0;
  const float way = left ? -1.F : 1.F;
  const float x = between ? scale.x(call.x) + 5 : (left ? scale.x0 : scale.x1) + way * 10;
  const float from = scale.y(call.from), to = scale.y(call.to);
  if (!scale.sees(from - 10, to + 10)) return;
  if (to - from > 1.5F) paint.fill({x - 1, from, 2, to - from}, mix(t.bg, t.text2, 0.55F));
  if (between) {
    draw_call_between(paint, scale, rows, call, taken);
  } else {
    place_outside(paint, scale, left, x + way * 8, std::max(from, scale.plot.y + 8), Face::mono,
                  t.muted, call.text, taken, false);
  }
}

}  // namespace

bool place_outside(Paint& paint, const LadderScale& scale, bool left, float x, float y, Face face,
                   Color color, std::string_view text, Taken& taken, bool tied) {
  constexpr float beside_a_bracket = 14;
  const float edge = left ? scale.plot.x + 20 : scale.plot.right() - 20;
  const Align align = left ? Align::right : Align::left;
  for (const float off :
       {0.F, 4.F, -4.F, 8.F, -8.F, 12.F, -12.F, 16.F, -16.F, 20.F, 26.F, 32.F, 38.F}) {
    for (const float out : {0.F, beside_a_bracket}) {
      if ((off != 0 || out != 0) && tied) continue;
      const float at = left ? x - out : x + out, room = left ? at - edge : edge - at;
      Rect r = paint.text_rect(at, y + off, face, text, align);
      if (r.w > room) r.x = left ? edge : at, r.w = room;
      if (!scale.holds(r.inset(2)) || !taken.free(r.inset(1.5F))) continue;
      paint.text_in(at, y + off, room, face, color, text, align);
      taken.add(r);
      return true;
    }
  }
  return false;
}

void draw_call_marks(Paint& paint, const LadderScale& scale, const LadderRows& rows, Taken& taken) {
  // What failed is told before there is no more room; EAGAIN only says "nothing yet".
  const auto failed = [](const LadderRows::CallMark& call) {
    return call.text.find(" = -1 ") != std::string::npos && !call.text.ends_with(" EAGAIN");
  };
  for (const bool first : {true, false})
    for (const auto& call : rows.calls)
      if (failed(call) == first) draw_call(paint, scale, rows, call, taken);
}

}  // namespace wirelab::window
