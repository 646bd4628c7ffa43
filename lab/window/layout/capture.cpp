#include "lab/window/layout/capture.hpp"

#include <algorithm>

#include "lab/window/layout/placing.hpp"
#include "lab/window/widget/chip.hpp"

namespace wirelab::window {
namespace {

constexpr float list_width = 376, right_width = 400, flags_height = 86, strip_height = 32;

struct Capture : Placing {
  void states(Rect area);
  void below(Rect area);
  void wide(Rect area);
  void middle(Rect area);
  void column(Rect area);
  Rect banner(Rect area);
};

// What went wrong, above all that could still be read.
Rect Capture::banner(Rect area) {
  if (rows.bar.banner.empty()) return area;
  const Theme& t = paint.theme();
  const Rect strip{area.x, area.y, area.w, strip_height};
  paint.registry().panel("banner", strip);
  paint.registry().item("topbar.banner", strip);
  paint.fill(strip, t.surface2);
  bullet(paint, {strip.x + panel_pad + 4, strip.mid_y()}, t.now);
  paint.text_in(strip.x + panel_pad + 18, strip.mid_y(), strip.w - 2 * panel_pad - 18, Face::base,
                t.text, rows.bar.banner);
  paint.across(strip.x, strip.right(), strip.bottom() - paint.pixel(), t.line);
  return {area.x, area.y + strip_height, area.w, area.h - strip_height};
}

void Capture::states(Rect area) {
  panel(Panel::diagram, {area.x, area.y, area.w, area.h - flags_height});
  paint.head_from.reset();
  panel(Panel::flags, {area.x, area.bottom() - flags_height, area.w, flags_height});
  paint.across(area.x, area.right(), area.bottom() - flags_height, paint.theme().line);
}

// Packets and header, side by side where there is room.
void Capture::below(Rect area) {
  if (area.w < 1000) {
    tabbed("bottom", area, {"packets", "header"}, state.bottom,
           [&] { panel(state.bottom == 0 ? Panel::packets : Panel::header, area); });
    return;
  }
  const float packets = std::clamp(area.w * 0.565F, 540.F, 800.F);
  panel(Panel::packets, {area.x, area.y, packets, area.h});
  panel(Panel::header, {area.x + packets, area.y, area.w - packets, area.h});
  paint.down(area.x + packets, area.y, area.bottom(), paint.theme().line);
}

void Capture::wide(Rect area) {
  const Theme& t = paint.theme();
  const float x = area.x + list_width, right = area.right(), inspector = right - right_width;
  const float bottom = bottom_height(area.h + top_height);
  const float transport = area.bottom() - bottom - transport_height, upper = transport - area.y;
  const float findings = std::max(200.F, upper - flags_height - 300);
  panel(Panel::connections, {area.x, area.y, list_width, area.h});
  panel(Panel::ladder, {x, area.y, inspector - x, upper});
  panel(Panel::findings, {inspector, area.y, right_width, findings});
  states({inspector, area.y + findings, right_width, upper - findings});
  panel(Panel::transport, {x, transport, right - x, transport_height});
  const float low = transport + transport_height;
  below({x, low, right - x, area.bottom() - low});
  paint.down(x, area.y, area.bottom(), t.line);
  paint.down(inspector, area.y, transport, t.line);
  paint.across(inspector, right, area.y + findings, t.line);
  paint.across(x, right, transport, t.line);
  paint.across(x, right, low - paint.pixel(), t.line);
}

void Capture::middle(Rect area) {
  const Theme& t = paint.theme();
  const float x = area.x + 330, width = area.right() - x;
  const float bottom = bottom_height(area.h + top_height);
  const float transport = area.bottom() - bottom - transport_height;
  const Rect main{x, area.y, width, transport - area.y};
  panel(Panel::connections, {area.x, area.y, 330, area.h});
  tabbed("middle", main, {"ladder", "findings", "states"}, state.middle, [&] {
    if (state.middle == 2) {
      states(main);
    } else {
      panel(state.middle == 0 ? Panel::ladder : Panel::findings, main);
    }
  });
  panel(Panel::transport, {x, transport, width, transport_height});
  const float low = transport + transport_height;
  below({x, low, width, area.bottom() - low});
  paint.down(x, area.y, area.bottom(), t.line);
  paint.across(x, area.right(), transport, t.line);
  paint.across(x, area.right(), low - paint.pixel(), t.line);
}

void Capture::column(Rect area) {
  const Theme& t = paint.theme();
  const Rect strip{area.x, area.y, area.w, tab_height};
  paint.registry().panel("column.tabs", strip);
  paint.fill(strip, t.surface);
  tabs("column", area.x + 12, strip.mid_y(),
       {"connections", "ladder", "findings", "states", "packets", "header"}, state.column);
  const Rect main{area.x, strip.bottom(), area.w, area.h - transport_height - tab_height};
  constexpr Panel panels[] = {Panel::connections, Panel::ladder,  Panel::findings,
                              Panel::diagram,     Panel::packets, Panel::header};
  if (state.column == 3) {
    states(main);
  } else {
    panel(panels[static_cast<std::size_t>(state.column)], main);
  }
  panel(Panel::transport, {area.x, area.bottom() - transport_height, area.w, transport_height});
  paint.across(area.x, area.right(), strip.bottom() - paint.pixel(), t.line);
  paint.across(area.x, area.right(), area.bottom() - transport_height, t.line);
}

}  // namespace

Requests draw_capture(Paint& paint, Rect window, const BenchRows& rows, BenchState& state) {
  Capture capture{{paint, rows, state}};
  const Rect bar{window.x, window.y, window.w, top_height};
  capture.panel(Panel::capture_bar, bar);
  const Rect area =
      capture.banner({window.x, window.y + top_height, window.w, window.h - top_height});
  if (window.w >= wide_from) {
    capture.wide(area);
  } else if (window.w >= middle_from) {
    capture.middle(area);
  } else {
    capture.column(area);
  }
  paint.across(window.x, window.right(), bar.bottom() - paint.pixel(), paint.theme().line);
  draw_filter_fault(paint, bar, rows.capture->bar);
  paint.draw_hint(window);
  return std::move(capture.requests);
}

}  // namespace wirelab::window
