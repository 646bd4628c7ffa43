#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "lab/window/panel/ladder_parts.hpp"
#include "lab/window/widget/arrow.hpp"

namespace wirelab::window {
namespace {

using lab::LadderRows;
using End = LadderRows::End;
constexpr float gap = 8, label_height = 17;

struct Words {
  const LadderRows::Arrow* arrow;
  bool label = true;  // false: only the strong word, where there is no room for more

  float width(const Paint& paint) const {
    float w = paint.width(Face::mono, arrow->strong);
    if (label && !arrow->label.empty()) w += gap + paint.width(Face::mono, arrow->label);
    if (!arrow->word.empty()) w += gap + paint.width(Face::mono, arrow->word);
    return w;
  }
};

// Do a segment and a rectangle meet? Slopes are gentle, so the segment's height at the rectangle
// decides.
bool meets(Point a, Point b, Rect r) {
  if (a.x > b.x) std::swap(a, b);
  const float left = std::max(a.x, r.x), right = std::min(b.x, r.right());
  if (left > right) return false;
  const float slope = b.x > a.x ? (b.y - a.y) / (b.x - a.x) : 0;
  const float y0 = a.y + slope * (left - a.x), y1 = a.y + slope * (right - a.x);
  return std::max(y0, y1) >= r.y && std::min(y0, y1) <= r.bottom();
}

// The piece of an arrow that carries its words: the longest.
std::pair<Point, Point> carrier(const LadderScale& scale, const LadderRows::Arrow& arrow) {
  std::pair<Point, Point> best{scale.at(arrow.path[0]), scale.at(arrow.path[1])};
  for (std::size_t i = 1; i + 1 < arrow.path.size(); ++i) {
    const Point a = scale.at(arrow.path[i]), b = scale.at(arrow.path[i + 1]);
    if (std::abs(b.x - a.x) > std::abs(best.second.x - best.first.x)) best = {a, b};
  }
  return best;
}

// The best free place on or beside the arrow: on it, in its middle, crossing no other.
std::optional<Rect> place(const LadderScale& scale, const LadderRows& rows,
                          const LadderRows::Arrow& arrow, float width, float height,
                          const Taken& taken) {
  const auto [a, b] = carrier(scale, arrow);
  const bool hides = width > 0.7F * std::abs(b.x - a.x);  // of the arrow little would be left
  std::optional<Rect> best;
  float best_score = 1e9F;
  for (const float share : {0.5F, 0.42F, 0.58F, 0.34F, 0.66F, 0.26F, 0.74F, 0.2F, 0.8F}) {
    for (const float off : {0.F, -13.F, 13.F}) {
      const Point at = between(a, b, share);
      const Rect r{at.x - width / 2, at.y + off - height / 2, width, height};
      const Rect room = r.grown(2);
      if (r.x < scale.x0 + 10 || r.right() > scale.x1 - 10 || r.y < scale.plot.y ||
          r.bottom() > scale.plot.bottom())
        continue;
      if (!taken.free(room)) continue;
      const float score = 10.F * static_cast<float>(crossed(scale, rows, &arrow, r)) +
                          std::abs(share - 0.5F) * 6 + (off != 0 ? 4.F : 0) +
                          (off == 0 && hides ? 8.F : 0);
      if (score < best_score) best_score = score, best = r;
    }
  }
  return best;
}

// Takes the arrow's own line away behind the words, and nothing beside it.
void open_line(Paint& paint, const LadderScale& scale, Rect r, const LadderRows::Arrow& arrow) {
  auto [a, b] = carrier(scale, arrow);
  if (a.x > b.x) std::swap(a, b);
  if (!meets(a, b, r)) return;
  const float slope = (b.y - a.y) / std::max(1.F, b.x - a.x), thick = 5;
  float left = std::max(a.x, r.x), right = std::min(b.x, r.right());
  if (slope != 0) {  // as far as the line is at the height of the words
    const float top = a.x + (r.y - 5 - a.y) / slope, bottom = a.x + (r.bottom() + 5 - a.y) / slope;
    left = std::max(left, std::min(top, bottom)), right = std::min(right, std::max(top, bottom));
  }
  const float y0 = a.y + slope * (left - a.x), y1 = a.y + slope * (right - a.x);
  const Point gap_shape[] = {
      {left, y0 - thick}, {right, y1 - thick}, {right, y1 + thick}, {left, y0 + thick}};
  paint.fill_poly(gap_shape, paint.theme().bg);
}

void write(Paint& paint, Rect r, const Words& words) {
  const Theme& t = paint.theme();
  const LadderRows::Arrow& arrow = *words.arrow;
  if (arrow.selected) {
    paint.fill(r, t.surface2, 4);
    paint.stroke(r, t.accent, 1.5F, 4);
  } else {
    paint.fill(r, t.bg);
  }
  float x = r.x + (r.w - words.width(paint)) / 2;
  x += paint.text(x, r.mid_y(), Face::mono, t.ink(arrow.hue), arrow.strong) + gap;
  if (words.label && !arrow.label.empty())
    x += paint.text(x, r.mid_y(), Face::mono, t.text2, arrow.label) + gap;
  paint.text(x, r.mid_y(), Face::mono, t.now_text, arrow.word);
}

// What has found its place. Lines are opened for all of them before the first word is written: an
// opening may reach into the words of a neighbour.
struct Placed {
  Rect at;
  Words words;
};

void label_arrow(const Paint& paint, const LadderScale& scale, const LadderRows& rows,
                 const LadderRows::Arrow& arrow, Taken& taken, std::vector<Placed>& placed) {
  if (arrow.path.size() < 2 || arrow.strong.empty()) return;
  if (!scale.sees(scale.y(arrow.path.front().y) - 10, scale.y(arrow.path.back().y) + 10)) return;
  const float height = arrow.selected ? 22 : label_height, pad = arrow.selected ? 8 : 9;
  for (const bool whole : {true, false}) {
    const Words words{&arrow, whole};
    const auto r = place(scale, rows, arrow, words.width(paint) + 2 * pad, height, taken);
    if (!r) continue;
    taken.add(*r);
    placed.push_back({*r, words});
    return;
  }
}

// What became of it, beside the X or the disc.
struct PlacedFate {
  Rect at;
  const LadderRows::Arrow* arrow;
};

void place_fate(const Paint& paint, const LadderScale& scale, const LadderRows& rows,
                const LadderRows::Arrow& arrow, Taken& taken, std::vector<PlacedFate>& placed) {
  if (arrow.fate.empty() || arrow.path.size() < 2) return;
  const bool delayed = arrow.path.size() == 4;
  const Point end = delayed ? between(scale.at(arrow.path[1]), scale.at(arrow.path[2]), 0.5F)
                            : scale.at(arrow.path.back());
  const float w = paint.width(Face::strong_small, arrow.fate), h = 15;
  const float beside = delayed ? 8 : 19;
  const float up = arrow.end == End::held ? 13.F : -11.F;
  const Point corners[] = {{end.x + beside, end.y + up},     {end.x + beside, end.y - up},
                           {end.x - beside - w, end.y + up}, {end.x - beside - w, end.y - up},
                           {end.x + beside, end.y},          {end.x - w / 2, end.y + 19},
                           {end.x - w / 2, end.y - 19}};
  std::optional<Rect> best;
  int fewest = 1000;
  for (const Point& at : corners) {
    const Rect r{at.x, at.y - h / 2, w, h};
    if (!taken.free(r.grown(1)) || r.x < scale.x0 + 8 || r.right() > scale.x1 - 8) continue;
    const int lines = crossed(scale, rows, &arrow, r);
    if (lines < fewest) fewest = lines, best = r;
  }
  if (!best || !scale.sees(best->y, best->bottom())) return;
  placed.push_back({*best, &arrow});
  taken.add(*best);
}

void write_fate(Paint& paint, const PlacedFate& fate) {
  const Theme& t = paint.theme();
  const Color color = fate.arrow->end == End::lost ? t.rst : t.now_text;
  paint.fill(fate.at, t.bg);
  paint.text(fate.at.x, fate.at.mid_y(), Face::strong_small, color, fate.arrow->fate);
}

}  // namespace

int crossed(const LadderScale& scale, const LadderRows& rows, const LadderRows::Arrow* own,
            Rect r) {
  int count = 0;
  for (const auto& other : rows.arrows) {
    if (&other == own || other.path.size() < 2) continue;
    for (std::size_t i = 0; i + 1 < other.path.size(); ++i) {
      count += static_cast<int>(meets(scale.at(other.path[i]), scale.at(other.path[i + 1]), r));
    }
  }
  return count;
}

void draw_labels(Paint& paint, const LadderScale& scale, const LadderRows& rows, Taken& taken) {
  std::vector<Placed> placed;
  std::vector<PlacedFate> fates;
  for (const auto& arrow : rows.arrows) {
    if (arrow.selected) label_arrow(paint, scale, rows, arrow, taken, placed);
  }
  for (const auto& arrow : rows.arrows) place_fate(paint, scale, rows, arrow, taken, fates);
  for (const auto& arrow : rows.arrows) {
    if (!arrow.selected) label_arrow(paint, scale, rows, arrow, taken, placed);
  }
  for (const Placed& label : placed) {
    if (!label.words.arrow->selected) open_line(paint, scale, label.at, *label.words.arrow);
  }
  for (const PlacedFate& fate : fates) write_fate(paint, fate);
  // The selected one lies above all.
  std::for_each(placed.rbegin(), placed.rend(),
                [&](const Placed& label) { write(paint, label.at, label.words); });
}

}  // namespace wirelab::window
