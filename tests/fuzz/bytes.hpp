#pragma once

#include "tests/capture/bytes/memory.hpp"

#include <cstdint>
#include <cstdlib>

// What the fuzzers have in common. A fuzzer reports what ends the program: a sanitizer, or this.
namespace wirelab::test {

inline void demand(bool holds) {
  if (!holds) std::abort();
}

inline ByteVector fuzzed(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? ByteVector{} : ByteVector(data, data + size);
}

}  // namespace wirelab::test
