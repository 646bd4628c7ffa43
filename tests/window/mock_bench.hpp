#pragma once

#include "lab/window/panel/panel_list.hpp"

namespace wirelab::window::test {

// Rows filled by hand with a rich moment: one frame held, one lost, one resent. What the panels
// must be able to show at once.
BenchRows mock_bench();

}  // namespace wirelab::window::test
