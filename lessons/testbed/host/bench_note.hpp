#pragma once

#include "capture/recording/note.hpp"
#include "lessons/testbed/host/bench.hpp"

namespace wirelab::lessons {

// The `wire` note ACTION=bench that opens a step: what stands there, so that a viewer can draw it.
// capture/README.md lists its fields.
Note bench_note(Bench& bench);

}  // namespace wirelab::lessons
