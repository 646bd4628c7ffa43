#pragma once

#include <functional>
#include <vector>

#include "lab/window/panel/numbers.hpp"

namespace wirelab::window {

// One line of the panel; it borrows the rows that it was made of.
struct NumberLine {
  float height;
  bool counts;  // a fact, no heading
  std::function<void(Paint&, Rect)> draw;
};
constexpr float left_out_height = 18;

// Queues, then counters, then tables.
std::vector<NumberLine> number_lines(const Paint& paint, const KernelNumbers& numbers, float width);

}  // namespace wirelab::window
