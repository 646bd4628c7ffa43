#pragma once

#include "capture/trace/events.hpp"
#include "lab/model/view.hpp"
#include "lab/rows/hue.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

// Kernel against packets, for the focused connection at the playhead.
struct KernelRows {
  struct Row {
    Hue hue;
    std::string name;              // "client state"
    std::string kernel, inferred;  // inferred empty: only the kernel knows
    Agreement agreement = Agreement::unknown;
    std::string explanation;  // of a difference
  };
  std::vector<Row> rows;
};
KernelRows kernel_rows(const View& view);

}  // namespace wirelab::lab
