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
  bool subnets = false;  // the bits of addresses are in view
};
// The parts that every bar has: the name and the tabs at the left (what is open, called `title`,
// and the bits of addresses), look and text size at the right. Returns where they end.
struct TopBarEnds {
  float left, right;
};
TopBarEnds draw_topbar_ends(Paint& paint, Rect area, const TopBar& bar, std::string_view title,
                            std::string_view name, Requests& requests);
Requests draw_topbar(Paint& paint, Rect area, const TopBar& bar);
// Over the bits of addresses: `capture`: what is open beside them is one.
Requests draw_subnet_bar(Paint& paint, Rect area, const TopBar& bar, bool capture);

}  // namespace wirelab::window
