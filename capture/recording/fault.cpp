#include "capture/recording/fault.hpp"

#include <fmt/core.h>

namespace wirelab {

namespace {

std::string read_before(std::uint64_t frames) {
  if (frames == 0) return "no frame before it";
  if (frames == 1) return "1 frame before it was read";
  return fmt::format("{} frames before it were read", frames);
}

}  // namespace

std::string cut_fault(const ReadAhead& bytes, std::string_view what, std::uint64_t frames) {
  if (!bytes.error().empty()) {
    return fmt::format("{}, at {} {}; {}", bytes.error(), bytes.offset_unit(), bytes.end_offset(),
                       read_before(frames));
  }
  return fmt::format("{}: cut off at {} {} in the middle of {}; {}", bytes.name(),
                     bytes.offset_unit(), bytes.end_offset(), what, read_before(frames));
}

std::string damage_fault(const ReadAhead& bytes, std::uint64_t offset, std::string_view cause,
                         std::uint64_t frames) {
  return fmt::format("{}: damaged at {} {}: {}; {}", bytes.name(), bytes.offset_unit(), offset,
                     cause, read_before(frames));
}

}  // namespace wirelab
