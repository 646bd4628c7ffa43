#pragma once

#include "capture/trace/grounds_of.hpp"
#include "lab/model/analysis.hpp"
#include "lab/model/focus.hpp"

#include <cstdint>
#include <vector>

namespace wirelab::lab {

// What a View of a foreign capture has beside the trace: no scene, no hosts, but connections.
struct CaptureView {
  const Focus& focus;
  const Analysis::Findings& findings;
  const std::vector<verdicts::Grounds>& grounds;  // of the selected frame
};

}  // namespace wirelab::lab
