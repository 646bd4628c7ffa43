#include "lab/window/layout/bench.hpp"

#include <algorithm>
#include <span>

#include "lab/window/layout/placing.hpp"

namespace wirelab::window {
namespace {

constexpr float flags_height = 86, least_numbers = 44;

// The bench being laid out.
struct Bench : Placing {
  void inspector(Rect area);
  void inspector_across(Rect area);
  void wide(Rect area);
  void middle(Rect area);
  void column(Rect area);
  float lesson_column(Rect area);
  void below(Rect area);
};

// What the inspector keeps beside the numbers, the best first: a diagram of this height at least,
// and the flags, which the header has as well. Without a connection the diagram has nothing to say.
struct Keep {
  float diagram, flags;
};
constexpr Keep with_connection[]{{280, flags_height}, {250, flags_height}, {280, 0}, {250, 0}};
constexpr Keep without_connection[]{{280, flags_height}, {0, flags_height}};

// The kernels' numbers have the room that is left, if they have something to say.
void Bench::inspector(Rect area) {
  const Theme& t = paint.theme();
  const float kernel =
      std::clamp(kernel_height(rows.kernel), 100.F, std::max(100.F, area.h - flags_height - 280));
  const float wanted = numbers_height(paint, rows.numbers, area.w);
  const std::span<const Keep> choices = rows.diagram.tags.empty()
                                            ? std::span<const Keep>(without_connection)
                                            : std::span<const Keep>(with_connection);
  Keep keep = choices.front();
  const auto room = [&] { return area.h - kernel - keep.flags - keep.diagram; };
  for (std::size_t i = 1; i < choices.size() && wanted > 0 && wanted > room(); ++i)
    keep = choices[i];
  const float flags = keep.flags;
  float numbers = std::min(wanted, room());
  if (numbers < std::min(wanted, least_numbers)) numbers = 0;
  float diagram = area.h - flags - kernel - numbers;
  if (keep.diagram == 0 && diagram < 250) diagram = 0;
  float y = area.y;
  const auto place = [&](Panel which, float height) {
    if (height <= 0) return;
    panel(which, {area.x, y, area.w, height});
    if (y > area.y) paint.across(area.x, area.right(), y, t.line);
    y += height;
  };
  place(Panel::diagram, diagram);
  place(Panel::flags, flags);
  place(Panel::kernel, kernel);
  place(Panel::numbers, diagram > 0 ? numbers : area.bottom() - y);
}

// The inspector beside itself: for the room of a ladder, wide and low.
void Bench::inspector_across(Rect area) {
  const Theme& t = paint.theme();
  const float left = std::min(area.w * 0.5F, 480.F), x = area.x + left, width = area.w - left;
  const float wanted = numbers_height(paint, rows.numbers, width);
  const float least = std::min(wanted, least_numbers);
  const float kernel_whole = std::max(kernel_height(rows.kernel), 64.F);
  const float kernel_least = std::min(kernel_whole, 100.F);
  const float flags = area.h - flags_height - kernel_least < least ? 0 : flags_height;
  float kernel = area.h - flags;
  if (wanted > 0)
    kernel = std::min(kernel, std::clamp(kernel - wanted, kernel_least, kernel_whole));
  panel(Panel::diagram, {area.x, area.y, left, area.h});
  paint.head_from.reset();
  if (flags > 0) panel(Panel::flags, {x, area.y, width, flags});
  panel(Panel::kernel, {x, area.y + flags, width, kernel});
  if (wanted > 0)
    panel(Panel::numbers, {x, area.y + flags + kernel, width, area.h - flags - kernel});
  paint.down(x, area.y, area.bottom(), t.line);
  if (flags > 0) paint.across(x, area.right(), area.y + flags, t.line);
  if (wanted > 0) paint.across(x, area.right(), area.y + flags + kernel, t.line);
}

// Draws it at the left, if there is a lesson, and returns the x after it.
float Bench::lesson_column(Rect area) {
  if (!rows.lesson.visible) return area.x;
  const float width = area.w >= 1200 ? 320.F : 300.F;
  panel(Panel::lesson, {area.x, area.y, width, area.h});
  return area.x + width;
}

// The packets, or what the programs called, or those programs.
void Bench::below(Rect area) {
  const auto draw = [&] {
    constexpr Panel panels[] = {Panel::packets, Panel::calls, Panel::program};
    panel(panels[static_cast<std::size_t>(state.below)], area);
  };
  if (!rows.program.files.empty())
    return tabbed("below", area, {"packets", "calls", "program"}, state.below, draw);
  state.below = std::min(state.below, 1);
  tabbed("below", area, {"packets", "calls"}, state.below, draw);
}

void Bench::wide(Rect area) {
  const Theme& t = paint.theme();
  const float x = lesson_column(area), right = area.right();
  const float inspector_x = right - 416, bottom = bottom_height(area.h + top_height);
  const float wire = 184, transport_y = area.bottom() - bottom - transport_height;
  const float packets = std::min(488.F, (right - x) * 0.4F);
  panel(Panel::topology, {x, area.y, inspector_x - x, wire});
  panel(Panel::ladder, {x, area.y + wire, inspector_x - x, transport_y - area.y - wire});
  inspector({inspector_x, area.y, 416, transport_y - area.y});
  panel(Panel::transport, {x, transport_y, right - x, transport_height});
  const float low = transport_y + transport_height;
  below({x, low, packets, area.bottom() - low});
  panel(Panel::header, {x + packets, low, right - x - packets, area.bottom() - low});
  paint.across(x, inspector_x, area.y + wire, t.line);
  paint.down(inspector_x, area.y, transport_y, t.line);
  paint.across(x, right, transport_y, t.line);
  paint.across(x, right, low - paint.pixel(), t.line);
  paint.down(x + packets, low, area.bottom(), t.line);
  if (rows.lesson.visible) paint.down(x, area.y, area.bottom(), t.line);
}

void Bench::middle(Rect area) {
  const Theme& t = paint.theme();
  const float x = lesson_column(area), width = area.right() - x;
  const float wire = area.h >= 720 ? 184 : 172, bottom = bottom_height(area.h + top_height);
  const float transport_y = area.bottom() - bottom - transport_height;
  panel(Panel::topology, {x, area.y, width, wire});
  const Rect main{x, area.y + wire, width, transport_y - area.y - wire};
  tabbed("middle", main, {"ladder", "states"}, state.middle, [&] {
    if (state.middle == 0) {
      panel(Panel::ladder, main);
    } else {
      inspector_across(main);
    }
  });
  panel(Panel::transport, {x, transport_y, width, transport_height});
  const float low = transport_y + transport_height;
  if (width >= 900) {
    const float packets = std::max(344.F, width * 0.38F);
    below({x, low, packets, area.bottom() - low});
    panel(Panel::header, {x + packets, low, width - packets, area.bottom() - low});
    paint.down(x + packets, low, area.bottom(), t.line);
  } else {
    const Rect under{x, low, width, area.bottom() - low};
    constexpr Panel panels[] = {Panel::packets, Panel::calls, Panel::program, Panel::header};
    tabbed("bottom", under, {"packets", "calls", "program", "header"}, state.bottom,
           [&] { panel(panels[static_cast<std::size_t>(state.bottom)], under); });
  }
  paint.across(x, area.right(), area.y + wire, t.line);
  paint.across(x, area.right(), transport_y, t.line);
  paint.across(x, area.right(), low - paint.pixel(), t.line);
  if (rows.lesson.visible) paint.down(x, area.y, area.bottom(), t.line);
}

void Bench::column(Rect area) {
  const Rect strip{area.x, area.y, area.w, tab_height};
  paint.registry().panel("column.tabs", strip);
  paint.fill(strip, paint.theme().surface);
  tabs("column", area.x + 12, strip.mid_y(),
       {"lesson", "wire", "ladder", "states", "packets", "header"}, state.column);
  const Rect main{area.x, strip.bottom(), area.w, area.h - transport_height - tab_height};
  if (!rows.lesson.visible && state.column == 0) state.column = 1;
  constexpr Panel panels[] = {Panel::lesson,  Panel::topology, Panel::ladder,
                              Panel::diagram, Panel::packets,  Panel::header};
  if (state.column == 3) {
    inspector_across(main);
  } else if (state.column == 2 && main.h >= 400) {
    panel(Panel::topology, {main.x, main.y, main.w, 172});
    panel(Panel::ladder, {main.x, main.y + 172, main.w, main.h - 172});
  } else {
    panel(panels[static_cast<std::size_t>(state.column)], main);
  }
  panel(Panel::transport, {area.x, area.bottom() - transport_height, area.w, transport_height});
  paint.across(area.x, area.right(), strip.bottom() - paint.pixel(), paint.theme().line);
  paint.across(area.x, area.right(), area.bottom() - transport_height, paint.theme().line);
}

}  // namespace

Requests draw_bench(Paint& paint, Rect window, const BenchRows& rows, BenchState& state) {
  Bench bench{{paint, rows, state}};
  bench.panel(Panel::topbar, {window.x, window.y, window.w, top_height});
  const Rect area{window.x, window.y + top_height, window.w, window.h - top_height};
  if (window.w >= wide_from) {
    bench.wide(area);
  } else if (window.w >= middle_from) {
    bench.middle(area);
  } else {
    bench.column(area);
  }
  paint.across(window.x, window.right(), window.y + top_height - paint.pixel(), paint.theme().line);
  paint.draw_hint(window);
  return std::move(bench.requests);
}

}  // namespace wirelab::window
