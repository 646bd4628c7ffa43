#pragma once

#include "lab/model/window_start.hpp"

#include <functional>

namespace wirelab::lab {

// The doors to lab/window as main.cpp found them. Both empty: this build has no window. A value and
// not a call, so that the commands link without it.
struct WindowDoors {
  std::function<int(const WindowStart&)> run;
  std::function<Outcome(const ShotRequest&)> shot;
};

}  // namespace wirelab::lab
