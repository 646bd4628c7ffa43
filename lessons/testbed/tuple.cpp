#include "lessons/testbed/tuple.hpp"

#include <fmt/format.h>

namespace wirelab::lessons {

std::string endpoint_text(std::uint32_t address, std::uint16_t port) {
  return fmt::format("{}.{}.{}.{}:{}", address >> 24, address >> 16 & 255, address >> 8 & 255,
                     address & 255, port);
}

}  // namespace wirelab::lessons
