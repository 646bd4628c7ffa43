#include "lab/window/panel/subnet.hpp"
#include "lab/window/widget/paragraph.hpp"

namespace wirelab::window {

// How the bits are read, and what the first of them say of this address.
Requests draw_subnet_about(Paint& paint, Rect area, const lab::SubnetKindRows& rows) {
  const Theme& t = paint.theme();
  paint.registry().panel("subnet.about", area);
  paint.fill(area, t.surface);
  const Clip clip(paint, area);
  const Rect inner{area.x + panel_pad, area.y, area.w - 2 * panel_pad, area.h};
  const Paragraph body{.face = Face::body,
                       .bold = Face::strong_item,
                       .code = Face::mono_large,
                       .color = t.text2,
                       .bold_color = t.text,
                       .line = 23};
  const Paragraph title{
      .face = Face::title, .bold = Face::title, .code = Face::title, .color = t.text, .line = 28};
  float y = area.y + 32;
  const auto say = [&](const Paragraph& look, std::string_view text, float after) {
    y += draw_paragraph(paint, {inner.x, y, inner.w, 0}, look, text) + after;
  };
  say(title, paint.say("window.subnet.title"), 16);
  say(body, paint.say("window.subnet.first"), 14);
  say(body, paint.say("window.subnet.second"), 14);
  say(body, paint.say("window.subnet.third"), 24);
  paint.across(inner.x, inner.right(), y, t.line);
  y += 24;
  paint.text(inner.x, y, Face::subtitle, t.text, paint.say("window.subnet.kind"));
  y += 24;
  for (const auto& item : rows.items) {
    paint.text(inner.x, y + 8, Face::strong_item, t.text, item.name);
    y += 22;
    say(body, item.sentence, 16);
  }
  const float low = area.bottom() - 28;
  if (low - 12 > y) paint.text(inner.x, low, Face::base, t.muted, paint.say("window.subnet.any"));
  return {};
}

}  // namespace wirelab::window
