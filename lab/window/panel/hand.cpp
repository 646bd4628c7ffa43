#include "lab/window/panel/hand.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "lab/window/widget/button.hpp"

namespace wirelab::window {
namespace {

constexpr float button_height = 30, inside = 5;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

void draw_deadline(Paint& paint, Rect line, const lab::TopologyRows& rows) {
  const Theme& t = paint.theme();
  const float bar = std::min(150.F, line.w * 0.35F);
  const float text = std::min(line.w - bar - 12, paint.width(Face::small, rows.deadline_text));
  const float x = line.mid_x() - (bar + 12 + text) / 2;
  const float left = static_cast<float>(std::clamp(*rows.deadline, 0.0, 1.0));
  paint.fill({x, line.mid_y() - 2, bar, 4}, t.surface3, 2);
  if (left > 0.01F) {
    paint.fill({x, line.mid_y() - 2, bar * left, 4}, t.now, 2);
    if (t.look == lab::Look::light)
      paint.stroke({x, line.mid_y() - 2, bar * left, 4}, t.line2, 1, 2);
  }
  paint.text_in(x + bar + 12, line.mid_y(), text + 0.5F, Face::small, t.now_text,
                rows.deadline_text);
  paint.registry().item("wire.deadline", line);
}

}  // namespace

void draw_hand(Paint& paint, Rect room, Rect capsule, const lab::TopologyRows& rows,
               Requests& requests) {
  const Theme& t = paint.theme();
  const float menu_height = room.h < 74 ? 36.F : 40.F;  // the deadline needs its line, too
  const float top = capsule.bottom() + (rows.deadline ? 11.F : 18.F);
  if (rows.ghosted || rows.actions.empty()) {
    if (rows.ghosted) {
      paint.text(std::clamp(capsule.mid_x(), room.x + 90, room.right() - 90), top + 14, Face::small,
                 t.muted, paint.say("window.wire.past"), Align::centre);
    }
    return;
  }
  std::vector<float> widths;
  float whole = 2 * inside;
  const auto look_of = [](const lab::TopologyRows::HandAction& action) {
    return Button{.kind = action.primary ? ButtonKind::filled : ButtonKind::item,
                  .key = action.key,
                  .radius = 6};
  };
  // Five words and their keys: closer together where the cable is short.
  float pad = 14;
  for (; pad >= 4; pad -= 2) {
    widths.clear(), whole = 2 * inside;
    for (const auto& action : rows.actions)
      widths.push_back(button_width(paint, action.label, look_of(action), pad));
    for (const float w : widths) whole += w;
    if (whole <= room.w) break;
  }
  const float x =
      std::clamp(capsule.mid_x() - whole / 2, room.x, std::max(room.x, room.right() - whole));
  const Rect menu{x, top, whole, menu_height};
  paint.fill(menu, t.surface2, 8);
  paint.stroke(menu, t.line2, 1, 8);
  const Point tip[] = {
      {capsule.mid_x(), top - 7}, {capsule.mid_x() + 7, top + 1}, {capsule.mid_x() - 7, top + 1}};
  paint.fill_poly(tip, t.surface2);
  paint.registry().item("wire.hand", menu);
  float left = x + inside;
  for (std::size_t i = 0; i < rows.actions.size(); ++i) {
    const auto& action = rows.actions[i];
    const Rect r{left, top + (menu_height - button_height) / 2, widths[i], button_height};
    Button look = look_of(action);
    if (draw_button(paint, "wire.hand." + lower(action.label), r, action.label, look)) {
      requests.push_back(action.request);
    }
    left += widths[i];
  }
  if (rows.deadline) draw_deadline(paint, {room.x, menu.bottom() + 4, room.w, 16}, rows);
}

}  // namespace wirelab::window
