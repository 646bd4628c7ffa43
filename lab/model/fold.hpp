#pragma once

#include <compare>
#include <cstddef>

namespace wirelab::lab {

// A run of frames that the ladder shows as one while it is folded.
struct Fold {
  std::size_t first = 0;  // frame index in the trace
  int level = 0;          // a fold that is opened may consist of smaller ones
  auto operator<=>(const Fold&) const = default;
};

}  // namespace wirelab::lab
