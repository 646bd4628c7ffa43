#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "lab/window/ground/screen.hpp"
#include "lab/window/layout/bench.hpp"
#include "lab/window/layout/capture.hpp"
#include "lab/window/layout/subnet.hpp"
#include "lab/window/showing/keys.hpp"
#include "tests/lab/run_builder.hpp"
#include "tests/window/mock_bench.hpp"

namespace wirelab::window::test {

// Paints rows and asks of keys as the showing does that these rows are of.
inline Requests draw_rows(Paint& paint, Rect all, const BenchRows& rows, BenchState& state) {
  const auto draw = rows.subnet ? draw_subnet : rows.capture ? draw_capture : draw_bench;
  return draw(paint, all, rows, state);
}
inline Requests key_requests(const BenchRows& rows, Key key) {
  const auto ask = rows.subnet ? subnet_keys : rows.capture ? capture_keys : run_keys;
  return ask(rows, key);
}

// A bench without a display, driven by the names of its widgets.
class Driver {
 public:
  explicit Driver(BenchRows shown, int width = 1600, int height = 1000, float ui = 1)
      : rows(std::move(shown)), screen(width, height, ui, "’") {
    frame();
  }

  Requests frame() {
    Requests requests;
    screen.frame(theme(rows.bar.look), wirelab::test::words(), [&](Paint& paint, Rect all) {
      window = all;
      requests = draw_rows(paint, all, rows, state);
    });
    return requests;
  }

  // As the backend sees a click: the pointer comes, presses, lets go; a frame each.
  Requests click(const std::string& name) {
    const auto rect = screen.registry().find(name);
    INFO(name);
    REQUIRE(rect.has_value());
    screen.move(rect->centre());
    frame();
    screen.press(true);
    Requests all = frame();
    screen.press(false);
    for (auto& request : frame()) all.push_back(std::move(request));
    screen.move({-100, -100});
    frame();
    return all;
  }

  const Registry& registry() { return screen.registry(); }

  BenchRows rows;
  BenchState state;
  Screen screen;
  Rect window;
};

// Is this text drawn in that panel?
inline bool shows(Driver& driver, const std::string& panel, const std::string& text) {
  const auto& labels = driver.registry().labels();
  return std::any_of(labels.begin(), labels.end(),
                     [&](const auto& label) { return label.panel == panel && label.text == text; });
}

template <class T>
T only(const Requests& requests) {
  REQUIRE(requests.size() == 1);
  REQUIRE(std::holds_alternative<T>(requests.front()));
  return std::get<T>(requests.front());
}

}  // namespace wirelab::window::test
