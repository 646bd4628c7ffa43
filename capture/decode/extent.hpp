#pragma once

#include <cstddef>
#include <cstdint>

namespace wirelab::decode {

// A range of a frame's bytes.
struct Extent {
  std::uint32_t offset = 0;  // from the frame's first byte
  std::uint32_t length = 0;

  std::uint32_t end() const { return offset + length; }
  bool operator==(const Extent&) const = default;
};

}  // namespace wirelab::decode
