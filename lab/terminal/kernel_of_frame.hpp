#pragma once

#include "capture/trace/trace.hpp"

#include <string_view>

namespace wirelab::lab {

// What the two kernels said around one frame of a run: the sender's after it was sent, the
// receiver's after it was delivered.
struct KernelOfFrame {
  const KernelRead* source = nullptr;
  const KernelRead* destination = nullptr;
  Agreement agreement =
      Agreement::unknown;  // with the inferred states, on the sides that are known

  bool read() const;                        // false: one of them was passed, not read
  std::string_view agreement_word() const;  // "same", "differs", "unsettled"
};
KernelOfFrame kernel_of_frame(const Trace& trace, const FrameRow& frame);

}  // namespace wirelab::lab
