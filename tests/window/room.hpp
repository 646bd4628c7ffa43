#pragma once

#include <map>
#include <string>

#include "tests/window/driver.hpp"

namespace wirelab::window::test {

// Two texts of one panel share no more than the slack of their line boxes.
inline void check_labels(Driver& driver) {
  constexpr float slack = 3.2F;
  const auto& labels = driver.registry().labels();
  REQUIRE(labels.size() > 20);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t k = i + 1; k < labels.size(); ++k) {
      const auto &a = labels[i], &b = labels[k];
      if (a.panel != b.panel) continue;
      const Rect common = a.rect.common(b.rect);
      INFO(a.panel << ": '" << a.text << "' and '" << b.text << "'");
      CHECK((common.w <= 1 || common.h <= slack));
    }
  }
}

inline void check_inside(Driver& driver) {
  std::map<std::string, Rect> panels;
  for (const auto& panel : driver.registry().panels()) {
    INFO(panel.name);
    CHECK(driver.window.grown(0.5F).contains(panel.rect));
    panels[panel.name] = panel.rect;
  }
  for (const auto& label : driver.registry().labels()) {
    INFO(label.panel << ": '" << label.text << "'");
    CHECK(panels[label.panel].grown(1).contains(label.rect));
  }
}

inline void check_panels_apart(Driver& driver) {
  const auto& panels = driver.registry().panels();
  for (std::size_t i = 0; i < panels.size(); ++i) {
    for (std::size_t k = i + 1; k < panels.size(); ++k) {
      INFO(panels[i].name << " and " << panels[k].name);
      const Rect common = panels[i].rect.common(panels[k].rect);
      CHECK((common.w < 0.5F || common.h < 0.5F));
    }
  }
}

}  // namespace wirelab::window::test
