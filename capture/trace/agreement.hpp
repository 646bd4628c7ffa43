#pragma once

#include "capture/tcp/state.hpp"
#include "capture/trace/events.hpp"

namespace wirelab {

// What is compared: the state that frames and calls imply, and what the kernel said last.
struct Comparison {
  tcp::State inferred = tcp::State::unknown;
  Time inferred_since = 0;
  bool listener = false;               // a listening socket stands behind this end
  const KernelRead* kernel = nullptr;  // nullptr: nothing read yet
  bool settled = true;                 // no frame in flight or held, no call in progress
};

Agreement compare(const Comparison& comparison);

}  // namespace wirelab
