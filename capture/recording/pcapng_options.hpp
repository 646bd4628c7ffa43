#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/recording/pcapng_blocks.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wirelab::pcapng {

// One option of a block; the value is borrowed.
struct OptionValue {
  std::uint16_t code = 0;
  Bytes value;

  // Some writers end their texts with a zero byte.
  std::string text() const {
    std::string text(value.begin(), value.end());
    while (!text.empty() && text.back() == '\0') text.pop_back();
    return text;
  }
};

// Takes the next option off the end of a block; nothing at the end of the options or where they are
// broken, which costs the rest of the options and no more.
inline std::optional<OptionValue> next_option(Cursor& cursor) {
  OptionValue option;
  option.code = cursor.u16();
  const std::uint16_t length = cursor.u16();
  if (!cursor.ok() || option.code == end_of_options) return std::nullopt;
  option.value = cursor.take(length);
  if (!cursor.ok()) return std::nullopt;
  cursor.skip(padded(length) - length);
  return option;
}

}  // namespace wirelab::pcapng
