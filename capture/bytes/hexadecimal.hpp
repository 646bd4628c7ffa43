#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab {

// "0a1f", two digits a byte in small letters; and back, in either case. Nothing when the text is
// not such.
std::string to_hexadecimal(Bytes bytes);
std::optional<std::vector<std::uint8_t>> from_hexadecimal(std::string_view text);

}  // namespace wirelab
