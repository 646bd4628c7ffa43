#pragma once

#include "capture/trace/grounds_of.hpp"
#include "lab/model/analysis.hpp"
#include "lab/model/focus.hpp"
#include "lab/model/view.hpp"

#include <cstdint>
#include <vector>

namespace wirelab::lab {

// A View of a capture that is no run: no scenes, no hosts, but connections. Its scope is a
// FocusScope of the same focus.
struct CaptureView : View {
  const Focus& focus;
  const Analysis::Findings& findings;
  const std::vector<verdicts::Grounds>& grounds;  // of the selected frame
};

}  // namespace wirelab::lab
