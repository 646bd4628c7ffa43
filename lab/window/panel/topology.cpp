#include "lab/window/panel/topology.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lab/window/panel/hand.hpp"
#include "lab/window/widget/arrow.hpp"
#include "lab/window/widget/button.hpp"
#include "lab/window/widget/capsule.hpp"
#include "lab/window/widget/chip.hpp"
#include "lab/window/widget/glow.hpp"
#include "lab/window/widget/mark.hpp"

namespace wirelab::window {
namespace {

using lab::TopologyRows;
using Status = TopologyRows::Status;

constexpr float host_width = 152, host_height = 80;

void draw_host(Paint& paint, Rect r, const TopologyRows::HostBox& host) {
  const Theme& t = paint.theme();
  const Color color = t.role(host.hue);
  paint.fill(r, t.surface, 10);
  paint.stroke(r, color, 1.5F, 10);
  paint.text_in(r.x + 16, r.y + 22, r.w - 32, Face::subtitle, color, host.name);
  paint.text_in(r.x + 16, r.y + 42, r.w - 24, Face::mono, t.text2, host.endpoint);
  if (!host.state.empty()) {
    draw_chip(paint, r.x + 14, r.y + 63,
              {.fill = mix(t.surface, color, 0.26F), .text = color, .height = 20}, host.state);
  }
  paint.registry().item("wire.host." + host.name, r);
}

// Above the cable, so that no capsule covers it: a host hangs on it, a router joins two of them.
void draw_middle(Paint& paint, Point cable, float width, const lab::MiddleHost& host) {
  const Theme& t = paint.theme();
  const Rect r{cable.x - width / 2, cable.y - 56, width, 36};
  if (host.router) {
    paint.fill({cable.x - 4, cable.y - 4, 8, 8}, t.bg);
    paint.fill({cable.x - 10, r.bottom(), 6, 24}, t.surface3);
    paint.fill({cable.x + 4, r.bottom(), 6, 24}, t.surface3);
  } else {
    paint.fill({cable.x - 3, r.bottom(), 6, 17}, t.surface3);
  }
  paint.fill(r, t.surface, 8);
  paint.stroke(r, t.line2, 1.5F, 8);
  paint.text_in(r.x + 10, r.y + 11, r.w - 16, Face::strong_small, t.text2, host.name);
  paint.text_in(r.x + 10, r.y + 26, r.w - 14, Face::mono_small, t.muted, host.address);
  paint.registry().item("wire.host." + host.name, r);
}

// Whoever else is on the bench: grey, below the cable, as many as there is room for.
void draw_aside(Paint& paint, Rect area, const std::vector<std::string>& names) {
  const Theme& t = paint.theme();
  constexpr float gap = 8;
  float x = area.x + gap;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string more = fmt::format("+{}", names.size() - i);
    const bool last = i + 1 == names.size();
    const float w = paint.width(Face::small, names[i]) + 20;
    const float rest = last ? 0 : paint.width(Face::small, more) + gap;
    if (x + w + rest > area.right()) {
      paint.text(x, area.mid_y(), Face::small, t.muted, more);
      return;
    }
    const Rect r{x, area.y, w, area.h};
    paint.stroke(r, t.line2, 1, 6);
    paint.text(r.mid_x(), r.mid_y(), Face::small, t.muted, names[i], Align::centre);
    paint.registry().item("wire.aside." + names[i], r);
    x += w + gap;
  }
}

void draw_cable(Paint& paint, float x0, float x1, float y) {
  const Theme& t = paint.theme();
  paint.fill({x0, y - 4, x1 - x0, 8}, t.surface3);
  for (float x = x0 + 26; x < x1 - 8; x += 25.6F) paint.fill({std::round(x), y + 6, 1, 4}, t.line2);
}

Capsule look_of(const TopologyRows::Capsule& capsule, bool grip) {
  Capsule look{.hue = capsule.hue, .grip = grip};
  if (capsule.status == Status::held) look.kind = CapsuleKind::held;
  if (capsule.status == Status::lost) look.kind = CapsuleKind::lost;
  return look;
}

// Capsules never leave the cable, whatever their width.
struct Cable {
  float x0, x1, y;
  float x(double position, float width) const {
    const float lane = x1 - x0 - width - 16;
    return x0 + 8 + width / 2 + lane * static_cast<float>(std::clamp(position, 0.0, 1.0));
  }
};

// Where a capsule stands; one that passes behind another is a shape without words.
struct Place {
  Rect across;  // its room along the cable
  float lane = 0;
  bool worded = true;
};

// What is held or still under way keeps its place; what was lost makes room. Two that cross take a
// lane each.
std::vector<Place> places_of(const Paint& paint, const Cable& cable, const TopologyRows& rows) {
  std::vector<Place> places(rows.capsules.size());
  std::vector<std::size_t> placed;
  for (const Status status :
       {Status::held, Status::travelling, Status::delivered_now, Status::lost}) {
    for (std::size_t i = 0; i < rows.capsules.size(); ++i) {
      const auto& row = rows.capsules[i];
      if (row.status != status) continue;
      const float w = capsule_width(paint, look_of(row, rows.in_hand == row.frame && !rows.ghosted),
                                    row.label) +
                      16;
      Place& place = places[i];
      place.across = {cable.x(row.position, w - 16) - w / 2, 0, w, 1};
      const bool behind_the_hand =
          status == Status::held && rows.in_hand && row.frame != *rows.in_hand;
      int behind = 0;
      for (const std::size_t k : placed) {
        const Rect& other = places[k].across;
        if (!other.overlaps(place.across)) continue;
        if (status == Status::lost) {
          const float left = other.x - w, right = other.right();
          const bool leftward =
              place.across.mid_x() <= other.mid_x() ? left >= cable.x0 : right + w > cable.x1;
          place.across.x = leftward ? left : right;
        } else if (status == Status::travelling && rows.capsules[k].status == Status::travelling &&
                   row.rightward != rows.capsules[k].rightward) {
          place.lane = row.rightward ? -14.F : 14.F;
          places[k].lane = -place.lane;
        } else {
          place.worded = false;
        }
        ++behind;
      }
      if (behind_the_hand) place.across.x += 14 * static_cast<float>(std::max(1, behind));
      placed.push_back(i);
    }
  }
  return places;
}

// From the back to the front: shapes without words, what moves or is lost, what is held; of that
// the first lies on top.
std::vector<std::size_t> drawing_order(const TopologyRows& rows, const std::vector<Place>& places) {
  std::vector<std::size_t> order;
  for (const int layer : {0, 1, 2}) {
    for (std::size_t k = 0; k < rows.capsules.size(); ++k) {
      const std::size_t i = layer == 2 ? rows.capsules.size() - 1 - k : k;
      const bool held = rows.capsules[i].status == Status::held;
      if (layer == (held ? 2 : places[i].worded ? 1 : 0)) order.push_back(i);
    }
  }
  return order;
}

// What is said above a capsule, or where a host stands there beside it. Texts never cover each
// other: the one that finds no room is left out.
void draw_saying(Paint& paint, const Cable& cable, Rect capsule, const TopologyRows::Capsule& row,
                 std::vector<Rect>& taken) {
  if (row.above.empty()) return;
  const Theme& t = paint.theme();
  const bool lost = row.status == Status::lost;
  const Face face = lost ? Face::small : Face::strong_small;
  Rect above = paint.text_rect(capsule.mid_x(), capsule.y - 17, face, row.above, Align::centre);
  above.x = std::clamp(above.x, cable.x0 + 4, std::max(cable.x0 + 4, cable.x1 - 4 - above.w));
  const float beside = capsule.mid_y() - above.h / 2;
  const Rect candidates[] = {above,
                             {capsule.right() + 14, beside, above.w, above.h},
                             {capsule.x - 14 - above.w, beside, above.w, above.h}};
  for (const Rect& r : candidates) {
    const auto covers = [&](const Rect& other) { return other.overlaps(r.grown(3)); };
    if (std::any_of(taken.begin(), taken.end(), covers)) continue;
    if (r.x < cable.x0 || r.right() > cable.x1) continue;
    taken.push_back(r);
    if (&r != candidates) paint.fill(r.grown(3), t.bg);
    const Color color = lost ? t.rst : row.status == Status::held ? t.now_text : t.text2;
    paint.text(r.x, r.mid_y(), face, color, row.above);
    return;
  }
}

void draw_direction(Paint& paint, Rect r, const TopologyRows::Capsule& row) {
  const Color color = paint.theme().role(row.hue);
  const float tip = row.rightward ? r.right() + 10 : r.x - 10;
  arrow_head(paint, {row.rightward ? tip - 8 : tip + 8, r.mid_y()}, {tip, r.mid_y()}, color, 7, 4);
}

Rect draw_one(Paint& paint, const Place& place, float y, const TopologyRows::Capsule& row,
              bool in_hand, Requests& requests) {
  Capsule look = look_of(row, in_hand);
  look.width = place.across.w - 16;
  const float w = look.width;
  const Point centre{place.across.mid_x(), y + place.lane};
  if (row.copy) {  // its twin shows behind it
    paint.fill(
        {centre.x - w / 2 + 4, centre.y - capsule_height(look) / 2 - 4, w, capsule_height(look)},
        fade(paint.theme().role(row.hue), 0.4F), capsule_height(look) / 2);
  }
  const Rect r = draw_capsule(paint, centre, look, place.worded ? row.label : "");
  if (row.status == Status::travelling) draw_direction(paint, r, row);
  const std::string name = fmt::format("wire.capsule.{}{}", row.frame, row.copy ? ".copy" : "");
  if (paint.touch(name, r).clicked) requests.push_back(lab::SelectFrame{row.frame});
  return r;
}

void draw_wire(Paint& paint, Rect area, const TopologyRows& rows, Requests& requests) {
  const float y = area.y + std::min(92.F, area.h / 2), host_y = y - host_height / 2;
  const float host = std::min(host_width, (area.w - 2 * panel_pad) * 0.24F);
  const Rect left{area.x + panel_pad, host_y, host, host_height};
  const Rect right{area.right() - panel_pad - host, host_y, host, host_height};
  const Cable cable{left.right(), right.x, y};
  draw_cable(paint, cable.x0, cable.x1, cable.y);
  draw_host(paint, left, rows.left);
  draw_host(paint, right, rows.right);
  const float between =
      std::min(104.F, (cable.x1 - cable.x0) / static_cast<float>(rows.middle.size() + 1) - 12);
  std::vector<Rect> said;
  for (const lab::MiddleHost& one : rows.middle) {
    const float x = cable.x0 + (cable.x1 - cable.x0) * static_cast<float>(one.x);
    draw_middle(paint, {x, y}, between, one);
    said.push_back({x - between / 2, y - 56, between, 36});
  }

  if (!rows.in_hand) draw_aside(paint, {cable.x0, y + 24, cable.x1 - cable.x0, 24}, rows.aside);

  const std::vector<Place> places = places_of(paint, cable, rows);
  std::optional<Rect> held;
  for (const std::size_t i : drawing_order(rows, places)) {
    const auto& row = rows.capsules[i];
    const bool in_hand = rows.in_hand == row.frame && !rows.ghosted;
    const Rect r = draw_one(paint, places[i], y, row, in_hand, requests);
    if (rows.in_hand == row.frame && !row.copy) held = r;
    const bool speaks = row.status == Status::held && (!rows.in_hand || rows.in_hand == row.frame);
    if (speaks) draw_saying(paint, cable, r, row, said);
  }
  for (std::size_t i = 0; i < rows.capsules.size(); ++i) {  // held ones have spoken first
    const auto& row = rows.capsules[i];
    if (row.status == Status::held) continue;
    const Capsule look = look_of(row, false);
    const float h = capsule_height(look);
    draw_saying(paint, cable, {places[i].across.x, y - h / 2, places[i].across.w, h}, row, said);
  }
  if (held)
    draw_hand(paint, {cable.x0, y + 20, cable.x1 - cable.x0, area.bottom() - y - 20}, *held, rows,
              requests);
}

// In free play: hold all, let all go.
void draw_standing(Paint& paint, Rect area, const TopologyRows& rows, Requests& requests) {
  if (rows.in_hand) return;  // its own menu has the room
  float x = area.x + panel_pad;
  for (const auto& action : rows.standing) {
    const float w = button_width(paint, action.label, {}, 12);
    if (draw_button(paint, "wire.all." + action.label, {x, area.bottom() - 36, w, 28}, action.label,
                    {}))
      requests.push_back(action.request);
    x += w + 8;
  }
}

}  // namespace

// The wire strip: two hosts, the cable, what is on it at the playhead, and the hand.
Requests draw_topology(Paint& paint, Rect area, const TopologyRows& rows) {
  const Theme& t = paint.theme();
  Requests requests;
  const std::string medium = rows.medium;
  const float medium_width =
      medium.empty() ? 0
                     : paint.width(Face::strong, medium) +
                           paint.width(Face::base, paint.say("window.wire.medium")) + 60;
  panel_head(paint, "wire", area, t.bg, paint.say("window.wire.title"), rows.caption,
             area.w - 2 * panel_pad - 60 - medium_width);
  if (!medium.empty()) {
    const float right = area.right() - panel_pad, y = area.y + 24;
    const float w = paint.width(Face::strong, medium);
    paint.text(right, y, Face::strong, t.text, medium, Align::right);
    paint.text(right - w - 9, y, Face::base, t.muted, paint.say("window.wire.medium"),
               Align::right);
  }
  if (!rows.has_hosts) {
    paint.text(area.x + panel_pad, area.y + 92, Face::base, t.muted, paint.say("window.wire.none"));
    return requests;
  }
  draw_wire(paint, area, rows, requests);
  draw_standing(paint, area, rows, requests);
  return requests;
}

}  // namespace wirelab::window
