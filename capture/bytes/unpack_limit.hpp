#pragma once

#include <algorithm>
#include <cstdint>

namespace wirelab {

// How much a packed recording may unpack to: a few kilobytes can be made that unpack to terabytes.
// Captures unpack to ten times their size, and of repeated bytes to more; small ones may.
struct UnpackLimit {
  std::uint64_t bytes = 256u << 20;  // so much in any case
  std::uint64_t times = 32;          // the packed size

  static UnpackLimit at_most(std::uint64_t bytes) { return {bytes, 0}; }
  // Of so many packed bytes.
  std::uint64_t of(std::uint64_t packed) const { return std::max(bytes, packed * times); }
};

}  // namespace wirelab
