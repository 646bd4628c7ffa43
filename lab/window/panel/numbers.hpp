#pragma once

#include "lab/rows/counters.hpp"
#include "lab/rows/queues.hpp"
#include "lab/rows/tables.hpp"
#include "lab/window/panel/panel.hpp"

namespace wirelab::window {

// The kernels' own numbers: what waits, what was counted, what stands in their tables.
struct KernelNumbers {
  lab::QueueRows queues;
  lab::CounterRows counters;
  lab::TableRows tables;

  bool empty() const;
};

// The height that shows all of them in this width; 0 where there are none.
float numbers_height(const Paint& paint, const KernelNumbers& numbers, float width);
// What does not fit is counted in the last line.
Requests draw_numbers(Paint& paint, Rect area, const KernelNumbers& numbers);

}  // namespace wirelab::window
