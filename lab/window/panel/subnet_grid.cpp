#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "lab/window/panel/subnet.hpp"

namespace wirelab::window {
namespace {

using lab::BitGridRows;

constexpr int bits = 32;
constexpr float names = 122, values = 150, octet_gap = 14, least_gap = 8, widest = 26;
constexpr float knob_width = 68, knob_height = 34;

// Where all stands below the top of the area: high, close together, or between the two.
struct Heights {
  float address, knob, weights, row[4], line, top, bottom, dot, captions, cell;
  float name_up, caption_down;  // of a row that has a caption
};
constexpr Heights high{45, 104, 129, {172, 228, 292, 348}, 263, 140, 376, 384, 396, 40, 0, 18};
constexpr Heights close_together{28, 68, 91, {115, 148, 188, 221}, 168, 98, 238, 243, 253,
                                 28, 5,  10};

Heights heights(float height) {
  const float share =
      std::clamp((height - close_grid_height) / (grid_height - close_grid_height), 0.F, 1.F);
  const auto at = [share](float low, float tall) { return std::round(low + (tall - low) * share); };
  const Heights &a = close_together, &b = high;
  Heights h{};
  h.address = at(a.address, b.address), h.knob = at(a.knob, b.knob);
  h.weights = at(a.weights, b.weights), h.line = at(a.line, b.line);
  for (std::size_t i = 0; i < 4; ++i) h.row[i] = at(a.row[i], b.row[i]);
  h.top = at(a.top, b.top), h.bottom = at(a.bottom, b.bottom);
  h.dot = at(a.dot, b.dot), h.captions = at(a.captions, b.captions);
  h.cell = at(a.cell / 2, b.cell / 2) * 2;
  h.name_up = at(a.name_up, b.name_up), h.caption_down = at(a.caption_down, b.caption_down);
  return h;
}

struct Grid {
  Paint& paint;
  const BitGridRows& rows;
  SubnetEdits& edits;
  Rect area;
  Heights at;
  float pad, left, pitch, gap;
  Requests requests = {};

  Grid(Paint& p, Rect r, const BitGridRows& shown, SubnetEdits& typed)
      : paint(p), rows(shown), edits(typed), area(r), pad(subnet_pad(r.w)) {
    at = heights(area.h);
    left = area.x + pad + names;
    const float room = area.w - 2 * pad - names - values;
    gap = room > 600 ? octet_gap : least_gap;
    pitch = std::min(widest, std::floor((room - 3 * gap) / bits * 2) / 2);
  }

  float y(float offset) const { return area.y + offset; }
  float cell_width() const { return pitch - 3; }
  float cell_x(int bit) const {
    return left + pitch * static_cast<float>(bit) + gap * static_cast<float>(bit / 8);
  }
  // The line between the bits of the network and those of the host.
  float boundary(int length) const {
    if (length == bits) return cell_x(bits - 1) + cell_width() + 3;
    const float before = length == 0 ? left - 6 : cell_x(length - 1) + cell_width();
    return (before + cell_x(length)) / 2;
  }
  int length_at(float x) const {
    int nearest = 0;
    for (int length = 1; length <= bits; ++length) {
      if (std::abs(boundary(length) - x) < std::abs(boundary(nearest) - x)) nearest = length;
    }
    return nearest;
  }

  void head();
  void fault_or_mask(float x);
  void grounds();
  void weights();
  void row(const BitGridRows::Row& row, float middle);
  void cell(const BitGridRows::Row& row, int bit, Rect r);
  void captions();
  void handle();
  void arrow(std::string_view name, float x, int step);
};

// At the right end: the mask once more, or why what was typed is no address.
void Grid::fault_or_mask(float x) {
  const Theme& t = paint.theme();
  const float right = area.right() - pad, middle = y(at.address);
  if (!rows.fault.empty()) {
    paint.registry().item("subnet.fault", {x, middle - 10, right - x, 20});
    paint.text_in(right, middle, right - x, Face::base, t.rst, rows.fault, Align::right);
    return;
  }
  const float mask = paint.text(right, middle, Face::mono_lead, t.text2, rows.mask, Align::right);
  const std::string same = paint.say("window.subnet.same_mask");
  const float room = right - mask - 24 - x;
  if (paint.width(Face::base, same) <= room)
    paint.text(right - mask - 24, middle, Face::base, t.muted, same, Align::right);
}

void Grid::head() {
  const Theme& t = paint.theme();
  const float x = area.x + pad, middle = y(at.address);
  if (!edits.address.active && !edits.address.wanted) edits.address.set(rows.address);
  const std::string shown = edits.address.text.data();
  const float least = edits.address.active ? 300 : 120;
  const float width = std::max(least, paint.width(Face::mono_display, shown) + 4);
  const Rect field{x, middle - 22, width, 44};
  paint.registry().item("subnet.address", field);
  // The field's own text is drawn by ImGui; the registry has to know it too.
  paint.registry().label(shown, {x, middle - 18, width - 4, 36});
  const Typed typed =
      draw_text_line(paint, "subnet.address", field, edits.address, Face::mono_display, true);
  if (typed == Typed::entered) requests.push_back(lab::TypeAddress{edits.address.text.data()});
  paint.fill({x, middle + 23, width, 2}, edits.address.active ? t.accent : t.line2);
  const float after = x + width + 12;
  const float length = paint.text(after, middle, Face::mono_display, t.muted, rows.length);
  fault_or_mask(after + length + 24);
}

void Grid::grounds() {
  const Theme& t = paint.theme();
  const float split = boundary(rows.prefix.length);
  const float begin = left - 6, end = cell_x(bits - 1) + cell_width() + 6;
  const float top = y(at.top), height = at.bottom - at.top;
  const float share = t.look == lab::Look::dark ? 0.10F : 0.07F;
  if (split > begin) paint.fill({begin, top, split - begin, height}, mix(t.bg, t.client, share), 6);
  if (split < end) paint.fill({split, top, end - split, height}, mix(t.bg, t.server, share), 6);
}

void Grid::weights() {
  for (int bit = 0; bit < bits; ++bit) {
    const std::string weight = std::to_string(1 << (7 - bit % 8));
    const float x = cell_x(bit) + cell_width() / 2;
    if (paint.width(Face::mono_small, weight) > pitch) continue;
    paint.text(x, y(at.weights), Face::mono_small, paint.theme().muted, weight, Align::centre);
  }
}

void Grid::cell(const BitGridRows::Row& row, int bit, Rect r) {
  const Theme& t = paint.theme();
  const bool one = row.ones[static_cast<std::size_t>(bit)];
  const bool network = bit < rows.prefix.length;
  const Color side = network ? t.client : t.server;
  Color fill = t.surface, border = t.line2, text = one ? t.text : t.muted;
  if (row.kind == BitGridRows::Kind::mask && one) fill = border = t.client, text = t.on_accent;
  if (row.kind == BitGridRows::Kind::result) {
    fill = mix(t.surface, side, t.look == lab::Look::dark ? 0.2F : 0.14F);
    border = mix(t.surface, side, 0.5F);
    if (!network) text = t.server;
  }
  paint.fill(r, fill, 3);
  paint.stroke(r, border, 1, 3);
  const Face face = pitch >= 22 && at.cell >= 34 ? Face::mono_lead : Face::mono_large;
  paint.text(r.mid_x(), r.mid_y(), pitch >= 18 ? face : Face::mono, text, one ? "1" : "0",
             Align::centre);
  if (row.id != "address") return;
  const Touch touch = paint.touch(fmt::format("subnet.bit.{}", bit), r);
  if (touch.hovered) paint.stroke(r, t.accent, 1, 3);
  if (!touch.clicked) return;
  const address::Ipv4 flipped = rows.prefix.address ^ (address::Ipv4{1} << (bits - 1 - bit));
  requests.push_back(lab::SetPrefix{{flipped, rows.prefix.length}});
}

void Grid::row(const BitGridRows::Row& row, float offset) {
  const Theme& t = paint.theme();
  const float x = area.x + pad, middle = y(offset);
  paint.text(x, middle - (row.caption.empty() ? 0 : at.name_up), Face::strong_item, t.text,
             row.name);
  if (!row.caption.empty())
    paint.text(x, middle + at.caption_down, Face::mono_small, t.muted, row.caption);
  for (int bit = 0; bit < bits; ++bit)
    cell(row, bit, {cell_x(bit), middle - at.cell / 2, cell_width(), at.cell});
  const float right = area.right() - pad;
  paint.text(right, middle, area.w >= 1000 ? Face::mono_lead : Face::mono_large, t.text, row.value,
             Align::right);
  paint.registry().item("subnet.row." + row.id, {x, middle - at.cell / 2, right - x, at.cell});
}

// Each in the middle of its side; where that is narrow, as far aside as it needs.
void Grid::captions() {
  const Theme& t = paint.theme();
  const float split = boundary(rows.prefix.length), middle = y(at.captions);
  const float begin = left - 6, end = cell_x(bits - 1) + cell_width() + 6;
  const float network = paint.width(Face::strong_small, rows.network_bits);
  const float host = paint.width(Face::strong_small, rows.host_bits);
  const float free = 12;  // of the dot of the handle
  const float x = std::min((begin + split) / 2, split - free - network / 2);
  const float z = std::max((split + end) / 2, split + free + host / 2);
  paint.text(x, middle, Face::strong_small, t.client, rows.network_bits, Align::centre);
  paint.text(z, middle, Face::strong_small, t.server, rows.host_bits, Align::centre);
}

void Grid::arrow(std::string_view name, float x, int step) {
  const Theme& t = paint.theme();
  const float middle = y(at.knob);
  const Touch touch = paint.touch(name, {x - 14, middle - 17, 28, 34});
  const int wanted = rows.prefix.length + step;
  if (wanted < 0 || wanted > bits) return;
  // Clockwise: the other way round the edge is not smoothed.
  const auto way = static_cast<float>(step);
  const Point shape[] = {
      {x - 4 * way, middle - 7 * way}, {x + 5 * way, middle}, {x - 4 * way, middle + 7 * way}};
  paint.fill_poly(shape, touch.hovered ? t.muted : t.accent);
  if (touch.clicked) requests.push_back(lab::SetPrefixLength{wanted});
}

void Grid::handle() {
  const float x = boundary(rows.prefix.length), middle = y(at.knob);
  const Rect knob{x - knob_width / 2, middle - knob_height / 2, knob_width, knob_height};
  const Rect bar{x - 8, knob.bottom(), 16, y(at.dot) + 8 - knob.bottom()};
  const Touch on_knob = paint.touch("subnet.handle", knob), on_bar = paint.touch("subnet.bar", bar);
  arrow("subnet.shorter", knob.x - 14, -1);
  arrow("subnet.longer", knob.right() + 14, 1);
  if (!on_knob.held && !on_bar.held) return;
  const int wanted = length_at(paint.pointer().x);
  if (wanted != rows.prefix.length) requests.push_back(lab::SetPrefixLength{wanted});
}

}  // namespace

float subnet_pad(float width) {
  constexpr float widest_inner = 1320;
  return std::max(width >= 1200 ? 40.F : 28.F, (width - widest_inner) / 2);
}

Requests draw_subnet_grid(Paint& paint, Rect area, const BitGridRows& rows, SubnetEdits& edits) {
  const Theme& t = paint.theme();
  paint.registry().panel("subnet.grid", area);
  Grid grid(paint, area, rows, edits);
  grid.head();
  grid.grounds();
  grid.handle();  // before the bits, which lie under it: the first to be touched takes it
  grid.weights();
  for (std::size_t i = 0; i < rows.rows.size() && i < 4; ++i)
    grid.row(rows.rows[i], grid.at.row[i]);
  paint.across(area.x + grid.pad, area.right() - grid.pad, grid.y(grid.at.line), t.line2);
  grid.captions();
  const float x = grid.boundary(rows.prefix.length), knob = grid.y(grid.at.knob);
  paint.fill({x - 2, knob, 4, grid.y(grid.at.dot) - knob}, t.accent);
  paint.disc({x, grid.y(grid.at.dot)}, 6, t.accent);
  const Rect pill{x - knob_width / 2, knob - knob_height / 2, knob_width, knob_height};
  paint.fill(pill, t.accent, knob_height / 2);
  paint.text(pill.mid_x(), pill.mid_y(), Face::mono_large, t.on_accent, rows.length, Align::centre);
  return std::move(grid.requests);
}

}  // namespace wirelab::window
