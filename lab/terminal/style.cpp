#include "lab/terminal/style.hpp"

#include "capture/bytes/readable.hpp"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

const char* code(Hue hue) {
  switch (hue) {
    case Hue::client: return "36";
    case Hue::server: return "33";
    case Hue::syn: return "32";
    case Hue::fin: return "35";
    case Hue::rst: return "31";
    case Hue::now: return "93";
    case Hue::muted:
    case Hue::faint: return "2";
    default: return "";
  }
}

bool is_wide(std::uint32_t c) {
  return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
         (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60);
}

// The first character of a readable text: its bytes, and the columns that it takes.
struct Cell {
  std::size_t length;
  int columns;
};

Cell first_cell(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  std::uint32_t c = length == 1 ? lead : lead & (0xffu >> (length + 1));
  for (const char next : text.substr(1, length - 1)) c = c << 6 | (next & 0x3fu);
  return {length, is_wide(c) ? 2 : 1};
}

std::string blanks(int count) {
  return std::string(static_cast<std::size_t>(std::max(0, count)), ' ');
}

}  // namespace

std::string Style::paint(std::string_view text, Hue hue) const {
  const std::string_view number = code(hue);
  if (!colour || number.empty() || text.empty()) return std::string(text);
  return fmt::format("\x1b{0}[{1}m{2}\x1b{0}[0m", styling, number, text);
}

std::string Style::strong(std::string_view text) const {
  return colour ? fmt::format("\x1b{0}[1m{1}\x1b{0}[0m", styling, text) : std::string(text);
}

int columns(std::string_view text) {
  const std::string shown = readable(text);
  int count = 0;
  for (std::string_view rest = shown; !rest.empty();) {
    const Cell cell = first_cell(rest);
    count += cell.columns;
    rest.remove_prefix(cell.length);
  }
  return count;
}

std::string cut_to(std::string_view text, int width) {
  std::string shown = readable(text);
  std::size_t fits = 0;
  for (int used = 0; fits < shown.size();) {
    const Cell cell = first_cell(std::string_view(shown).substr(fits));
    used += cell.columns;
    if (used > width) break;
    fits += cell.length;
  }
  shown.resize(fits);
  return shown;
}

std::string left_in(std::string_view text, int width) {
  return std::string(text) + blanks(width - columns(text));
}

std::string right_in(std::string_view text, int width) {
  return blanks(width - columns(text)) + std::string(text);
}

std::string wrapped(std::string_view text, int width, int indent) {
  std::string lines;
  int used = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const int wide = columns(word);
    if (used > 0 && used + 1 + wide > width) {
      lines += "\n" + blanks(indent);
      used = indent;
    } else if (!lines.empty()) {
      lines += ' ';
      ++used;
    }
    lines += word;
    used += wide;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace wirelab::lab
