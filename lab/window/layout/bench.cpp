#include "lab/window/layout/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string>

#include "lab/window/widget/button.hpp"

namespace wirelab::window {
namespace {

constexpr float top_height = 48, transport_height = 56, tab_height = 40;
constexpr float wide_from = 1400, middle_from = 1000;

// One frame being laid out: draws panels, gathers what they ask for.
struct Bench {
  Paint& paint;
  const BenchRows& rows;
  BenchState& state;
  Requests requests = {};

  void panel(Panel which, Rect area) {
    if (area.w <= 0 || area.h <= 0) return;
    for (auto& request : panel_entry(which).draw(paint, area, rows, state))
      requests.push_back(std::move(request));
  }

  // Tabs from x on, their middle at y; returns the x after them. `name`: window.tab.NAME.TITLE are
  // the words.
  float tabs(std::string_view name, float x, float y,
             std::initializer_list<std::string_view> titles, int& open) {
    int index = 0;
    for (const auto title : titles) {
      const Button look{.kind = index == open ? ButtonKind::chosen : ButtonKind::quiet,
                        .radius = 6};
      const std::string id = fmt::format("{}.tab.{}", name, title);
      const std::string words = paint.say(fmt::format("window.tab.{}", title));
      const float w = button_width(paint, words, look, 12);
      if (draw_button(paint, id, {x, y - 14, w, 28}, words, look)) open = index;
      x += w + 4;
      ++index;
    }
    return x;
  }

  // Draws panels whose title the tabs are: the tabs stand in the head of the first.
  template <class Draw>
  void tabbed(std::string_view name, Rect area, std::initializer_list<std::string_view> titles,
              int& open, Draw&& draw) {
    float after = area.x + 12;
    for (const auto title : titles) {
      after += button_width(paint, paint.say(fmt::format("window.tab.{}", title)), {}, 12) + 4;
    }
    paint.head_from = after;
    draw();
    paint.head_from.reset();
    paint.registry().resume_at({area.x + 12, area.y + 24});
    tabs(name, area.x + 12, area.y + 24, titles, open);
  }

  void inspector(Rect area) {
    const Theme& t = paint.theme();
    const float kernel =
        std::clamp(kernel_height(rows.kernel), 100.F, std::max(100.F, area.h - 86 - 300));
    const float flags = 86, diagram = area.h - flags - kernel;
    panel(Panel::diagram, {area.x, area.y, area.w, diagram});
    panel(Panel::flags, {area.x, area.y + diagram, area.w, flags});
    panel(Panel::kernel, {area.x, area.y + diagram + flags, area.w, kernel});
    paint.across(area.x, area.right(), area.y + diagram, t.line);
    paint.across(area.x, area.right(), area.y + diagram + flags, t.line);
  }

  // The inspector beside itself: for the room of a ladder, wide and low.
  void inspector_across(Rect area) {
    const Theme& t = paint.theme();
    const float left = std::min(area.w * 0.5F, 480.F);
    panel(Panel::diagram, {area.x, area.y, left, area.h});
    paint.head_from.reset();
    panel(Panel::flags, {area.x + left, area.y, area.w - left, 86});
    panel(Panel::kernel, {area.x + left, area.y + 86, area.w - left, area.h - 86});
    paint.down(area.x + left, area.y, area.bottom(), t.line);
    paint.across(area.x + left, area.right(), area.y + 86, t.line);
  }

  void wide(Rect area);
  void middle(Rect area);
  void column(Rect area);
  float lesson_column(Rect area);
};

float bottom_height(float whole) {
  return whole >= 900 ? std::min(280.F, whole * 0.28F) : std::clamp(whole * 0.28F, 186.F, 250.F);
}

// Draws it at the left, if there is a lesson, and returns the x after it.
float Bench::lesson_column(Rect area) {
  if (!rows.lesson.visible) return area.x;
  const float width = area.w >= 1200 ? 320.F : 300.F;
  panel(Panel::lesson, {area.x, area.y, width, area.h});
  return area.x + width;
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
  panel(Panel::packets, {x, low, packets, area.bottom() - low});
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
    panel(Panel::packets, {x, low, packets, area.bottom() - low});
    panel(Panel::header, {x + packets, low, width - packets, area.bottom() - low});
    paint.down(x + packets, low, area.bottom(), t.line);
  } else {
    const Rect under{x, low, width, area.bottom() - low};
    tabbed("bottom", under, {"packets", "header"}, state.bottom,
           [&] { panel(state.bottom == 0 ? Panel::packets : Panel::header, under); });
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
  Bench bench{paint, rows, state};
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
