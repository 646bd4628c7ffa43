#include "capture/bytes/hexadecimal.hpp"

#include <charconv>

namespace wirelab {

std::string to_hexadecimal(Bytes bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::optional<std::vector<std::uint8_t>> from_hexadecimal(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::vector<std::uint8_t> bytes(text.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char* from = text.data() + 2 * i;
    const auto read = std::from_chars(from, from + 2, bytes[i], 16);
    if (read.ec != std::errc() || read.ptr != from + 2) return std::nullopt;
  }
  return bytes;
}

}  // namespace wirelab
