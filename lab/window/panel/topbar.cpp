#include "lab/window/panel/topbar.hpp"

#include <algorithm>

#include "lab/window/widget/button.hpp"
#include "lab/window/widget/chip.hpp"

namespace wirelab::window {
namespace {

void draw_logo(Paint& paint, float x, float y) {
  const Theme& t = paint.theme();
  paint.fill({x + 6, y - 0.5F, 26, 1.5F}, t.line2);
  paint.disc({x, y}, 6, t.client);
  paint.disc({x + 26, y}, 6, t.server);
  paint.fill({x + 9, y - 3, 8, 6}, t.accent, 3);
  paint.text(x + 42, y, Face::subtitle, t.text, "wirelab");
}

float draw_right_button(Paint& paint, float right, float y, std::string_view name,
                        std::string_view label, bool& clicked) {
  const float w = button_width(paint, label, {}, 13);
  clicked = draw_button(paint, name, {right - w, y - 14, w, 28}, label, {});
  return right - w;
}

// Says so where the window is too narrow for what was asked.
std::string text_label(const Paint& paint, const TopBar& bar) {
  const bool clamped = bar.text_shown > 0 && bar.text_shown < bar.text_percent;
  const int percent = clamped ? bar.text_shown : bar.text_percent;
  return paint.say(clamped ? "window.bar.text_most" : "window.bar.text",
                   {{"percent", std::to_string(percent)}});
}

int next_text(int percent) {
  return percent < 125 ? 125 : percent < 150 ? 150 : percent < 200 ? 200 : 100;
}

}  // namespace

TopBarEnds draw_topbar_ends(Paint& paint, Rect area, const TopBar& bar, std::string_view title,
                            std::string_view name, Requests& requests) {
  const Theme& t = paint.theme();
  paint.registry().panel("topbar", area);
  paint.fill(area, t.surface);
  const float y = area.mid_y();
  draw_logo(paint, area.x + 24, y);
  const float tab = button_width(paint, title, {}, 15);
  paint.fill({172, y - 16, tab + 8, 32}, t.bg, 8);
  draw_button(paint, name, {176, y - 13, tab, 26}, title,
              {.kind = ButtonKind::chosen, .radius = 6});

  bool clicked = false;
  float right = area.right() - panel_pad;
  const bool dark = bar.look == lab::Look::dark;
  right = draw_right_button(paint, right, y, "topbar.look",
                            paint.say(dark ? "window.bar.light" : "window.bar.dark"), clicked);
  if (clicked) requests.push_back(lab::SetLook{dark ? lab::Look::light : lab::Look::dark});
  right = draw_right_button(paint, right - 12, y, "topbar.text", text_label(paint, bar), clicked);
  if (clicked) requests.push_back(lab::SetText{next_text(bar.text_percent)});
  return {172 + tab + 8, right};
}

Requests draw_topbar(Paint& paint, Rect area, const TopBar& bar) {
  const Theme& t = paint.theme();
  Requests requests;
  const TopBarEnds ends =
      draw_topbar_ends(paint, area, bar, paint.say("window.bar.learn"), "topbar.learn", requests);
  const float y = area.mid_y();
  float right = ends.right;
  if (bar.run_again) {
    bool clicked = false;
    right = draw_right_button(paint, right - 12, y, "topbar.again", paint.say("ui.button.again"),
                              clicked);
    if (clicked) requests.push_back(lab::RunAgain{});
  }

  const bool told = !bar.banner.empty();
  const std::string& said = told ? bar.banner : bar.source;
  if (said.empty()) return requests;
  const float room = right - 24 - (ends.left + 40);
  const float width = std::min(room, paint.width(Face::base, said));
  if (width < 40) return requests;
  const float x = right - 24 - width;
  paint.text_in(x, y, width + 0.5F, Face::base, told ? t.text2 : t.muted, said);
  if (told) {
    paint.registry().item("topbar.banner", {x, y - 10, width, 20});
    bullet(paint, {x - 25, y}, t.now);
    paint.ring({x - 25, y}, 4, t.now_line, 1);
  } else if (bar.producer_running) {
    bullet(paint, {x - 25, y}, t.syn);
  }
  return requests;
}

}  // namespace wirelab::window
