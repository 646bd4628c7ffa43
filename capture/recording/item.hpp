#pragma once

#include "capture/recording/frame.hpp"
#include "capture/recording/note.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace wirelab {

// What a section header says of its writer.
struct Section {
  std::string application;  // shb_userappl: "wirelab-testbed 0.1.0"
  std::string system;       // shb_os

  // Made by our testbed: its notes are ours to read, its packet ids number the frames.
  bool is_run() const { return application.starts_with("wirelab-testbed"); }
};

// What a producer counted on an interface by the end, in frames (an interface statistics block).
struct Statistics {
  std::uint32_t interface = 0;
  Time time = 0;
  std::uint64_t received = 0, dropped_by_system = 0, dropped_by_interface = 0;
};

// The end of a recording. `fault` is empty at a clean end, else one sentence with offset and cause;
// everything before it was read whole.
struct End {
  std::string fault;
};

// One thing a reader hands out, in file order.
using Item = std::variant<Section, Interface, Frame, Note, End>;

}  // namespace wirelab
