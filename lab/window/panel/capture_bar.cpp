#include "lab/window/panel/capture_bar.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

#include "lab/window/widget/button.hpp"

namespace wirelab::window {
namespace {

// The box takes what the name leaves.
Rect filter_box(Rect area, float right) {
  const float w = std::clamp(area.w * 0.3F, 230.F, 520.F);
  return {right - w, area.mid_y() - 16, w, 32};
}

// Left of the box: what is open, or how far it is read and the way to stop it.
void draw_state(Paint& paint, Rect room, const lab::CaptureBarRows& rows, Requests& requests) {
  const Theme& t = paint.theme();
  float x = room.x;
  const float y = room.mid_y();
  x += paint.text_in(x, y, std::min(260.F, room.w * 0.5F), Face::strong, t.text, rows.name) + 14;
  float right = room.right();
  if (rows.reading) {
    const std::string stop = paint.say("window.capture.stop");
    const float w = button_width(paint, stop, {}, 12);
    if (right - x > w + 60) {
      right -= w + 14;
      if (draw_button(paint, "capture.stop", {right + 14, y - 14, w, 28}, stop, {}))
        requests.push_back(lab::StopReading{});
    }
  }
  const std::string facts = rows.reading ? rows.progress + ", " + rows.facts : rows.facts;
  if (right - x > 40) paint.text_in(x, y, right - x, Face::base, t.muted, facts);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

Requests draw_capture_bar(Paint& paint, Rect area, const lab::CaptureBarRows& rows,
                          const TopBar& bar, TextEdit& filter) {
  const Theme& t = paint.theme();
  Requests requests;
  const TopBarEnds ends = draw_topbar_ends(paint, area, bar, paint.say("window.capture.title"),
                                           "topbar.capture", requests);
  const Rect box = filter_box(area, ends.right - 20);
  const Typed typed =
      draw_text_box(paint, "capture.filter", box, filter, paint.say("window.capture.filter"),
                    rows.filtered, !rows.filter_fault.empty());
  if (typed == Typed::entered) requests.push_back(lab::SetFilter{filter.text.data()});
  if (typed == Typed::cleared) requests.push_back(lab::SetFilter{});
  draw_state(paint, {ends.left + 24, area.y, box.x - 20 - ends.left - 24, area.h}, rows, requests);
  if (rows.reading) {
    const Rect line{area.x, area.bottom() - 3, area.w, 3};
    paint.fill(line, t.surface3);
    if (rows.share)
      paint.fill({line.x, line.y, line.w * static_cast<float>(*rows.share), 3}, t.accent);
    paint.registry().item("capture.progress", line);
  }
  return requests;
}

void draw_filter_fault(Paint& paint, Rect bar, const lab::CaptureBarRows& rows) {
  const auto box = paint.registry().find("capture.filter");
  if (rows.filter_fault.empty() || !box) return;
  const Theme& t = paint.theme();
  const auto lines = lines_of(rows.filter_fault);
  constexpr float pitch = 20, pad = 12;
  float width = box->w;
  for (const auto& line : lines) width = std::max(width, paint.width(Face::mono, line) + 2 * pad);
  width = std::min(width, bar.w - 20);
  const Rect area{std::max(bar.x + 10, box->right() - width), bar.bottom() + 4, width,
                  pitch * static_cast<float>(lines.size()) + 2 * pad - 6};
  paint.registry().panel("capture.fault", area);
  paint.registry().item("capture.fault", area);
  paint.fill(area, t.surface3, 8);
  paint.stroke(area, t.rst, 1, 8);
  float y = area.y + pad + 7;
  for (const auto& line : lines) {
    paint.text_in(area.x + pad, y, width - 2 * pad, Face::mono, t.text, line);
    y += pitch;
  }
}

}  // namespace wirelab::window
