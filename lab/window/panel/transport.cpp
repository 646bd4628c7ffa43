#include "lab/window/panel/transport.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lab/window/widget/button.hpp"
#include "lab/window/widget/chip.hpp"

namespace wirelab::window {
namespace {

// Draws the speeds; returns the x after them.
float draw_speeds(Paint& paint, float x, float y, const lab::TransportRows& rows,
                  Requests& requests) {
  const float each = 53;
  const auto count = static_cast<float>(rows.speeds.size());
  paint.fill({x, y - 16, each * count + 10, 32}, paint.theme().bg, 8);
  float left = x + 5;
  for (const double speed : rows.speeds) {
    const bool chosen = std::abs(speed - rows.speed) < 1e-9;
    const std::string label = fmt::format("{:g}×", speed);
    const Button look{.kind = chosen ? ButtonKind::chosen : ButtonKind::quiet, .radius = 6};
    if (draw_button(paint, fmt::format("transport.speed.{:g}", speed), {left, y - 12, each, 24},
                    label, look)) {
      requests.push_back(lab::SetSpeed{speed});
    }
    left += each;
  }
  return left + 5;
}

struct Track {
  Rect area;
  Time length;
  float x(Time teaching) const {
    const double share =
        length > 0 ? static_cast<double>(teaching) / static_cast<double>(length) : 0;
    return area.x + area.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  }
};

void draw_ticks(Paint& paint, const Track& track, const lab::TransportRows& rows) {
  float free_from = track.area.x - 20;
  for (const auto& tick : rows.ticks) {
    const Rect r = paint.text_rect(track.x(tick.teaching), track.area.bottom() + 17,
                                   Face::mono_small, tick.text, Align::centre);
    if (r.x < free_from || r.right() > track.area.right() + 14) continue;
    paint.text(r.x, r.mid_y(), Face::mono_small, paint.theme().faint, tick.text);
    free_from = r.right() + 6;
  }
}

void draw_scrub(Paint& paint, Rect line, const lab::TransportRows& rows, Requests& requests) {
  const Theme& t = paint.theme();
  const Track track{{line.x, line.mid_y() - 3, line.w, 6}, std::max(rows.length, rows.now)};
  const float now = track.x(rows.now);
  paint.fill(track.area, t.surface3, 3);
  paint.fill({track.area.x, track.area.y, now - track.area.x, 6}, t.line2, 3);
  for (const auto& mark : rows.marks) {
    paint.fill({std::round(track.x(mark.teaching)) - 1, line.mid_y() - 12, 2.5F, 24},
               t.role(mark.hue));
  }
  draw_ticks(paint, track, rows);
  paint.fill({now - 1, line.mid_y() - 16, 2, 32}, t.accent);
  paint.disc({now, line.mid_y()}, 8, t.accent);
  const Touch touch =
      paint.touch("transport.scrub", {line.x - 8, line.mid_y() - 16, line.w + 16, 32});
  if (touch.held && track.area.w > 0) {
    const float share = std::clamp((paint.pointer().x - track.area.x) / track.area.w, 0.F, 1.F);
    const double to = static_cast<double>(share) * static_cast<double>(track.length);
    requests.push_back(lab::Scrub{whole_nanoseconds(to)});
  }
}

// The button at the right end; returns its left edge.
float draw_live(Paint& paint, Rect area, const lab::TransportRows& rows, Requests& requests) {
  const Theme& t = paint.theme();
  if (!rows.live && !rows.can_go_live) return area.right() - panel_pad;
  const std::string label = paint.say(rows.live ? "window.time.live" : "window.time.go_live");
  const float w = paint.width(Face::strong, label) + 44;
  const Rect r{area.right() - panel_pad - w, area.mid_y() - 14, w, 28};
  const Touch touch = rows.live ? Touch{} : paint.touch("transport.live", r);
  if (!rows.live) {
    if (touch.hovered) paint.fill(r, t.surface3, 8);
    paint.stroke(r, t.line2, 1, 8);
  }
  // Yellow while behind: what is shown is not what is.
  bullet(paint, {r.x + 18, r.mid_y()}, rows.live ? t.syn : t.now, 4);
  if (!rows.live) paint.ring({r.x + 18, r.mid_y()}, 4, t.now_line, 1);
  paint.text(r.x + 29, r.mid_y(), Face::strong, t.text, label);
  if (touch.clicked) requests.push_back(lab::GoLive{});
  return r.x;
}

}  // namespace

Requests draw_transport(Paint& paint, Rect area, const lab::TransportRows& rows) {
  const Theme& t = paint.theme();
  paint.registry().panel("transport", area);
  paint.fill(area, t.surface2);
  Requests requests;
  const float y = area.mid_y();
  float x = area.x + panel_pad;
  if (sign_button(paint, "transport.previous", {x, y - 20, 40, 40}, Sign::previous, false)) {
    requests.push_back(lab::StepBy{-1});
  }
  if (sign_button(paint, "transport.play", {x + 48, y - 20, 40, 40},
                  rows.playing ? Sign::pause : Sign::play, true)) {
    requests.push_back(lab::Play{!rows.playing});
  }
  if (sign_button(paint, "transport.next", {x + 96, y - 20, 40, 40}, Sign::next, false)) {
    requests.push_back(lab::StepBy{1});
  }
  x += 152;
  x = draw_speeds(paint, x, y, rows, requests) + panel_pad;
  paint.text(x, y, Face::mono_large, t.text, rows.time);
  x += std::max(72.F, paint.width(Face::mono_large, rows.time)) + panel_pad;
  const float right = draw_live(paint, area, rows, requests) - panel_pad;
  if (right - x > 80) draw_scrub(paint, {x, y - 20, right - x, 40}, rows, requests);
  return requests;
}

}  // namespace wirelab::window
