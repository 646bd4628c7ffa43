#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Strings that would steer a terminal or mislead a reader, and an eye that finds them in what was
// printed. It shares nothing with capture/bytes/readable.cpp.
namespace wirelab::test {

// A title, colours, a bell, a cleared screen, steps back, C1 as a character and as a byte,
// bidirectional and zero-width marks, separators of lines, bytes that are no UTF-8.
inline const std::string hostile =
    "\x1b]0;owned\x07\x1b[32mPASSED\x1b[2J\x1bP1$r\x1b\\ \b\b\r\x0e\x7f\x01 "
    "\u0080\u009b31m\u009d0;x\u009c\u0085 \x9b"
    "31m\x90\xff\xc0\x9b "
    "\u202aa\u202ecod\u202c\u2066b\u2069\u200e\u200f\u061c \u200b\u200d\ufeff\u2028\u2029 \xe2\x80";

// The first unsafe thing in it, in words, and where; "" where all is safe: newline, tab, UTF-8.
inline std::string unsafe(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
  };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned lead = byte(i), second = byte(i + 1), third = byte(i + 2);
    const auto found = [&](const char* what) {
      const std::size_t from = i < 80 ? 0 : i - 80;
      return std::string(what) + " " + std::to_string(lead) +
             " behind: " + std::string(text.substr(from, i - from));
    };
    if (lead == 0x7f || (lead < 0x20 && lead != '\n' && lead != '\t')) return found("control");
    if (lead == 0xc2 && second >= 0x80 && second < 0xa0) return found("C1");
    if (lead == 0xd8 && second == 0x9c) return found("Arabic letter mark");
    if (lead == 0xe2 && second == 0x80 && third >= 0x8b && third <= 0x8f) return found("mark");
    if (lead == 0xe2 && second == 0x80 && third >= 0xa8 && third <= 0xae) return found("override");
    if (lead == 0xe2 && second == 0x81 && third >= 0xa0 && third <= 0xaf) return found("isolate");
    if (lead == 0xef && second == 0xbb && third == 0xbf) return found("byte order mark");
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;
    if (length == 0) return found("no UTF-8");
    for (std::size_t k = 1; k < length; ++k)
      if ((byte(i + k) & 0xc0u) != 0x80u) return found("cut UTF-8");
    i += length;
  }
  return "";
}

}  // namespace wirelab::test
