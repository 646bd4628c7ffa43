#pragma once

#include <cstddef>
#include <tuple>

namespace wirelab::lab {

// A run of frames that the ladder shows as one while it is folded.
struct Fold {
  std::size_t first = 0;  // frame index in the trace
  int level = 0;          // a fold that is opened may consist of smaller ones
  bool operator==(const Fold&) const = default;
  bool operator<(const Fold& other) const {
    return std::tie(first, level) < std::tie(other.first, other.level);
  }
};

}  // namespace wirelab::lab
