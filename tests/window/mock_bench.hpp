#pragma once

#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window::test {

// Rows filled by hand with a rich moment: one frame held, one lost, one resent. What the panels
// must be able to show at once.
BenchRows mock_bench();

// What kernels may say beside it: buffers, a queue, counters; and tables of 14 entries.
KernelNumbers mock_numbers();
lab::TableRows mock_tables();

}  // namespace wirelab::window::test
