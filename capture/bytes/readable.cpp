#include "capture/bytes/readable.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace wirelab {

namespace {

struct Range {
  char32_t first, last;
};

// Controls (C0 without tab and newline, DEL, C1), and of Unicode what is not seen but changes what
// is: bidirectional and zero-width marks, separators of lines, tags, and the fillers of the format
// category (Cf).
constexpr std::array unreadable{
    Range{0x00, 0x08},      Range{0x0b, 0x1f},     Range{0x7f, 0x9f},     Range{0xad, 0xad},
    Range{0x34f, 0x34f},    Range{0x61c, 0x61c},   Range{0x180e, 0x180e}, Range{0x200b, 0x200f},
    Range{0x2028, 0x202e},  Range{0x2060, 0x206f}, Range{0xfeff, 0xfeff}, Range{0xfff9, 0xfffb},
    Range{0xe0000, 0xe0fff}};

bool is_readable(char32_t c) {
  return std::none_of(unreadable.begin(), unreadable.end(),
                      [&](const Range& range) { return range.first <= c && c <= range.last; });
}

constexpr bool is_plain(char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t'; }

struct Character {
  char32_t code;
  std::size_t length;  // in bytes; 0: what stands first is no character
};

// The first character (RFC 3629: the shortest form, no surrogates, up to U+10FFFF).
Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead < 0xc2   ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
  if (length == 0 || text.size() < length) return {0, 0};
  char32_t code = lead & (0xffu >> (length + 1));
  for (const char c : text.substr(1, length - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) != 0x80) return {0, 0};
    code = code << 6 | (byte & 0x3f);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < least[length] || surrogate || code > 0x10ffff) return {0, 0};
  return {code, length};
}

std::string byte_in_words(char c) {
  return fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
}

std::string in_words(char32_t c) {
  if (c == '\r') return "\\r";
  if (c < 0x10000) return fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
  const auto above = static_cast<std::uint32_t>(c) - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (above >> 10), 0xdc00 + (above & 0x3ff));
}

// "[31m" where `text` begins with ESC, the word and that; else empty.
std::string_view own_style(std::string_view text, std::string_view styling) {
  if (styling.empty() || !text.substr(1).starts_with(styling)) return {};
  const std::string_view rest = text.substr(1 + styling.size());
  if (!rest.starts_with('[')) return {};
  const std::size_t end = rest.find_first_not_of("0123456789;", 1);
  return end < rest.size() && rest[end] == 'm' ? rest.substr(0, end + 1) : std::string_view();
}

}  // namespace

std::string readable(std::string_view text, std::string_view styling) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    shown += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const std::string_view style = text.front() == '\x1b' ? own_style(text, styling) : "";
    if (!style.empty()) {
      (shown += '\x1b') += style;
      text.remove_prefix(1 + styling.size() + style.size());
      continue;
    }
    const Character first = first_character(text);
    const std::size_t length = std::max<std::size_t>(first.length, 1);
    if (first.length == 0) {
      shown += byte_in_words(text.front());
    } else if (is_readable(first.code)) {
      shown += text.substr(0, length);
    } else {
      shown += in_words(first.code);
    }
    text.remove_prefix(length);
  }
  return shown;
}

std::string readable_bytes(std::string_view bytes) {
  std::string shown;
  shown.reserve(bytes.size());
  for (const char c : bytes) {
    if (c == '\t') {
      shown += "\\t";
    } else if (c == '\\') {
      shown += "\\\\";
    } else if (c != '\n' && is_plain(c)) {
      shown += c;
    } else {
      shown += byte_in_words(c);
    }
  }
  return shown;
}

}  // namespace wirelab
