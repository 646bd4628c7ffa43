#pragma once

#include "lab/window/panel/panel.hpp"

namespace wirelab::window {

// The bar shows what the window is and where its packets come from.
struct TopBar {
  lab::Look look = lab::Look::dark;
  int text_percent = 100;
  int text_shown = 0;  // less than asked for where the window is too narrow; 0: as asked for
  bool producer_running = false;
  std::string source;  // "real kernel TCP, two network namespaces"
  std::string banner;  // a recording plays, or the testbed died: named instead
  bool run_again = false;
};
Requests draw_topbar(Paint& paint, Rect area, const TopBar& bar);

}  // namespace wirelab::window
