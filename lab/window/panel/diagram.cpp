#include "lab/window/panel/diagram.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "lab/window/panel/diagram_shape.hpp"
#include "lab/window/widget/arrow.hpp"
#include "lab/window/widget/chip.hpp"
#include "lab/window/widget/dashes.hpp"
#include "lab/window/widget/glow.hpp"

namespace wirelab::window {
namespace {

using lab::DiagramRows;
using Kind = EdgeShape::Kind;

constexpr float node_w = 102, node_h = 26, corner = 10;

struct Board {
  Paint& paint;
  Rect area;
  float node_height;

  Rect node(tcp::State state) const {
    for (const auto& place : node_places()) {
      if (place.state == state) {
        return {area.x + place.x * area.w - node_w / 2, area.y + place.y * area.h - node_height / 2,
                node_w, node_height};
      }
    }
    return {};
  }
  Point anchor(tcp::State state, Point half) const {
    const Rect r = node(state);
    return {r.mid_x() + half.x * r.w / 2, r.mid_y() + half.y * r.h / 2};
  }
};

// An edge around the outside: from the node, along the side, back into CLOSED.
std::vector<Point> side_path(const Board& board, const EdgeShape& shape, Point a, Point b) {
  const bool right = shape.kind == Kind::right_side;
  const float side = right ? board.area.right() - 3 : board.area.x + 3;
  std::vector<Point> path{a};
  const auto round = [&](Point centre, float from, float to) {
    for (int i = 0; i <= 6; ++i) {
      const float angle = from + (to - from) * static_cast<float>(i) / 6;
      path.push_back({centre.x + corner * std::cos(angle), centre.y + corner * std::sin(angle)});
    }
  };
  constexpr float quarter = 1.5707963F;
  if (right) {
    round({side - corner, a.y - corner}, quarter, 0);
    round({side - corner, b.y + corner}, 0, -quarter);
  } else {
    const float low = board.area.bottom() - 1;
    path.push_back({a.x, low - corner});
    round({a.x - corner, low - corner}, 0, quarter);
    round({side + corner, low - corner}, quarter, 2 * quarter);
    round({side + corner, b.y + corner}, 2 * quarter, 3 * quarter);
  }
  path.push_back(b);
  return path;
}

void draw_edge(const Board& board, const EdgeShape& shape, Color color, float width, float glow,
               bool dash) {
  Paint& paint = board.paint;
  const Point a = board.anchor(shape.from, shape.start), b = board.anchor(shape.to, shape.end);
  const float head = width > 2 ? 11 : 8;
  if (shape.kind == Kind::straight || shape.kind == Kind::curve) {
    const bool straight = shape.kind == Kind::straight;
    const Point c1 =
        straight ? between(a, b, 0.33F)
                 : Point{a.x + shape.out.x * board.area.w, a.y + shape.out.y * board.area.h};
    const Point c2 = straight
                         ? between(a, b, 0.67F)
                         : Point{b.x + shape.in.x * board.area.w, b.y + shape.in.y * board.area.h};
    const Point end = toward(b, c2, head * 0.8F);
    if (glow > 0) glow_bezier(paint, a, c1, c2, b, color, glow);
    if (dash && straight) {
      dashed(paint, a, end, color, width, {4, 3});
    } else {
      paint.bezier(a, c1, c2, end, color, width);
    }
    arrow_head(paint, c2, b, color, head, head * 0.45F);
    return;
  }
  const std::vector<Point> path = side_path(board, shape, a, b);
  if (glow > 0) {
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
      glow_line(paint, path[i], path[i + 1], color, glow * 0.6F);
  }
  paint.poly(path, color, width);
  arrow_head(paint, path[path.size() - 2], b, color, head, head * 0.45F);
}

// Edges the machine has, once each; those Linux cannot take are dashed, the one it adds has no
// place in the figure.
void draw_edges(const Board& board, const DiagramRows& rows) {
  const Theme& t = board.paint.theme();
  for (const auto& edge : rows.edges) {
    const EdgeShape* shape = edge_shape(edge.from, edge.to);
    if (shape == nullptr) continue;
    draw_edge(board, *shape, t.line2, 1.25F, 0, edge.origin == tcp::Origin::rfc_only);
  }
}

void draw_node(const Board& board, tcp::State state, const DiagramRows& rows) {
  Paint& paint = board.paint;
  const Theme& t = paint.theme();
  const Rect r = board.node(state);
  std::vector<const DiagramRows::Tag*> here;
  for (const auto& tag : rows.tags) {
    if (tag.state == state) here.push_back(&tag);
  }
  for (const auto& lit : rows.lit) {
    if (lit.flash && lit.to == state) glow_box(paint, r, t.rst, 7, glow_of_age(lit.age));
  }
  paint.registry().item("diagram." + std::string(tcp::name(state)), r);
  if (here.empty()) {
    paint.fill(r, t.surface2, 7);
    paint.stroke(r, t.line2, 1, 7);
    paint.text(r.mid_x(), r.mid_y(), Face::caption, t.text2, tcp::name(state), Align::centre);
    return;
  }
  // Both ends in one state: the border is shared, left and right half.
  for (std::size_t i = 0; i < here.size(); ++i) {
    const float share = r.w / static_cast<float>(here.size());
    const Rect part{r.x + share * static_cast<float>(i), r.y, share, r.h};
    const Color color = t.role(here[i]->hue);
    const Clip clip(paint, here.size() == 1 ? r.grown(14)
                                            : Rect{i == 0 ? part.x - 14 : part.x, part.y - 14,
                                                   share + 14, part.h + 28});
    glow_box(paint, r, color, 7, 0.9F);
    paint.fill(r, mix(t.surface, color, 0.26F), 7);
    paint.stroke(r, color, 2, 7);
  }
  paint.text(r.mid_x(), r.mid_y(), Face::strong_caption, t.text, tcp::name(state), Align::centre);
}

// Below the node; where the next node is near, a little over its own.
float tag_y(const Board& board, Rect own) {
  float y = own.bottom() + 9;
  for (const auto& place : node_places()) {
    const Rect other = board.node(place.state);
    if (other.y > own.y && other.x < own.right() && other.right() > own.x)
      y = std::min(y, other.y - 10);
  }
  return std::max(y, own.bottom() + 4);
}

// Two tags stand side by side below one node, so each gets less of an address.
std::string tag_name(const Paint& paint, const DiagramRows& rows, const DiagramRows::Tag& tag) {
  const bool shared = std::count_if(rows.tags.begin(), rows.tags.end(), [&](const auto& other) {
                        return other.state == tag.state;
                      }) > 1;
  return paint.cut(Face::strong_caption, tag.name, shared ? 62.F : 110.F);
}

// Tags hang below their node, side by side when both ends stand there.
void draw_tags(const Board& board, const DiagramRows& rows) {
  Paint& paint = board.paint;
  const Theme& t = paint.theme();
  const auto chip_of = [&](const DiagramRows::Tag& tag) {
    return Chip{.face = Face::strong_caption,
                .fill = t.role(tag.hue),
                .text = t.on(tag.hue),
                .height = 18,
                .pad = 7};
  };
  for (const auto& place : node_places()) {
    float whole = -4;
    for (const auto& tag : rows.tags) {
      if (tag.state == place.state)
        whole += chip_width(paint, chip_of(tag), tag_name(paint, rows, tag)) + 4;
    }
    const Rect r = board.node(place.state);
    float x = r.mid_x() - whole / 2;
    for (const auto& tag : rows.tags) {
      if (tag.state == place.state)
        x = draw_chip(paint, x, tag_y(board, r), chip_of(tag), tag_name(paint, rows, tag)).right() +
            4;
    }
  }
}

// The label of a transition beside the node it led to, where no node stands.
void draw_label(const Board& board, const DiagramRows::Lit& lit, std::vector<Rect>& taken) {
  if (lit.label.empty()) return;
  Paint& paint = board.paint;
  const Theme& t = paint.theme();
  const Chip chip{.face = Face::strong_small,
                  .fill = t.surface,
                  .text = t.ink(lit.hue),
                  .border = t.role(lit.hue),
                  .height = 20,
                  .pad = 6};
  const float w = chip_width(paint, chip, lit.label);
  const Rect node = board.node(lit.to);
  const float gap = 5;
  const Rect places[] = {{node.right() + gap, node.mid_y() - 8, w, 20},
                         {node.x - gap - w, node.mid_y() - 8, w, 20},
                         {node.mid_x() - w / 2, node.y - 26, w, 20},
                         {node.mid_x() - w / 2, node.bottom() + 22, w, 20},
                         {node.x, node.bottom() + 22, w, 20},
                         {node.right() - w, node.bottom() + 22, w, 20},
                         {node.x, node.y - 26, w, 20},
                         {node.right() - w, node.y - 26, w, 20}};
  for (const Rect& r : places) {
    if (!board.area.grown(8).contains(r)) continue;
    if (std::any_of(taken.begin(), taken.end(),
                    [&](const Rect& o) { return o.overlaps(r.grown(1)); }))
      continue;
    draw_chip(paint, r.x, r.mid_y(), chip, lit.label);
    paint.hint(r, lit.reason);
    taken.push_back(r);
    return;
  }
}

// As far as there is room beside the title: in a foreign capture the names are addresses.
void draw_legend(Paint& paint, Rect area, const DiagramRows& rows) {
  if (rows.tags.empty()) return;
  float right = area.right() - panel_pad;
  const float title = paint.head_from.value_or(
      area.x + panel_pad + paint.width(Face::strong, paint.say("window.diagram.title")));
  const float each = (right - title - 12) / static_cast<float>(rows.tags.size()) - 34;
  for (std::size_t i = rows.tags.size(); i > 0; --i) {
    const auto& tag = rows.tags[i - 1];
    const float w = paint.text_in(right, area.y + 24, each, Face::base, paint.theme().text2,
                                  tag.name, Align::right);
    bullet(paint, {right - w - 10, area.y + 24}, paint.theme().role(tag.hue), 5);
    right -= w + 34;
  }
}

}  // namespace

// RFC 9293 figure 5 with both ends of the connection in it; the last transition of each glows.
Requests draw_diagram(Paint& paint, Rect area, const DiagramRows& rows) {
  panel_head(paint, "diagram", area, paint.theme().surface, paint.say("window.diagram.title"));
  draw_legend(paint, area, rows);
  const float room = std::min(area.w - 32, 480.F);
  const Board board{paint,
                    {area.mid_x() - room / 2, area.y + 40, room, area.h - 52},
                    area.h < 330 ? 22.F : node_h};
  draw_edges(board, rows);
  for (const auto& lit : rows.lit) {
    const EdgeShape* shape = lit.flash ? nullptr : edge_shape(lit.from, lit.to);
    if (shape == nullptr) continue;
    // Dimmed it stays: which way an end came is still to be seen when the light has gone.
    const float glow = glow_of_age(lit.age);
    draw_edge(board, *shape, paint.theme().role(lit.hue), 2.5F, 0.35F + 0.65F * glow, false);
  }
  std::vector<Rect> taken;
  for (const auto& place : node_places()) {
    draw_node(board, place.state, rows);
    taken.push_back(board.node(place.state));
  }
  draw_tags(board, rows);
  for (const auto& tag : rows.tags) {
    const Rect r = board.node(tag.state);
    taken.push_back({r.mid_x() - 52, r.bottom(), 104, 19});
  }
  for (const auto& lit : rows.lit) draw_label(board, lit, taken);
  return {};
}

}  // namespace wirelab::window
