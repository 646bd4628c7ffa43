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

// What is open, and the bits of addresses; returns where they end.
float draw_tabs(Paint& paint, float y, const TopBar& bar, std::string_view title,
                std::string_view name, Requests& requests) {
  constexpr float left = 172, pad = 15;
  const std::string subnets = paint.say("window.subnet.tab");
  const float first = button_width(paint, title, {}, pad);
  const float second = button_width(paint, subnets, {}, pad);
  const float width = first + second + 12;
  paint.fill({left, y - 16, width, 32}, paint.theme().bg, 8);
  const auto look = [](bool open) {
    return Button{.kind = open ? ButtonKind::chosen : ButtonKind::quiet, .radius = 6};
  };
  if (draw_button(paint, name, {left + 4, y - 13, first, 26}, title, look(!bar.subnets)) &&
      bar.subnets)
    requests.push_back(lab::OpenSubnets{false});
  if (draw_button(paint, "topbar.subnets", {left + 8 + first, y - 13, second, 26}, subnets,
                  look(bar.subnets)) &&
      !bar.subnets)
    requests.push_back(lab::OpenSubnets{true});
  return left + width;
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
  const float left = draw_tabs(paint, y, bar, title, name, requests);

  bool clicked = false;
  float right = area.right() - panel_pad;
  const bool dark = bar.look == lab::Look::dark;
  right = draw_right_button(paint, right, y, "topbar.look",
                            paint.say(dark ? "window.bar.light" : "window.bar.dark"), clicked);
  if (clicked) requests.push_back(lab::SetLook{dark ? lab::Look::light : lab::Look::dark});
  right = draw_right_button(paint, right - 12, y, "topbar.text", text_label(paint, bar), clicked);
  if (clicked) requests.push_back(lab::SetText{next_text(bar.text_percent)});
  return {left, right};
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

Requests draw_subnet_bar(Paint& paint, Rect area, const TopBar& bar, bool capture) {
  Requests requests;
  draw_topbar_ends(paint, area, bar,
                   paint.say(capture ? "window.capture.title" : "window.bar.learn"),
                   capture ? "topbar.capture" : "topbar.learn", requests);
  return requests;
}

}  // namespace wirelab::window
