#include "lessons/testbed/topology/topology_file.hpp"

#include "capture/bytes/text_file.hpp"
#include "lessons/testbed/base/line_words.hpp"
#include "lessons/testbed/topology/topology_check.hpp"
#include "lessons/testbed/topology/topology_tables.hpp"

#include <fmt/format.h>

#include <optional>

namespace wirelab::lessons {
namespace {

Error mistake_at(const std::string& file, unsigned line, std::string_view cause) {
  return mistake(fmt::format("{}:{}: {}", file, line, cause));
}

// It may repeat what stands in the file.
std::string one_short_line(std::string_view text) {
  constexpr std::size_t longest = 200;
  std::string line(text.substr(0, longest));
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return line + (text.size() > longest ? "..." : "");
}

// The line of a key of very many parts (a.b.c...), which would lead the parser as deep as it is
// long.
std::optional<unsigned> line_of_deep_key(std::string_view text) {
  constexpr int most_parts = 16;
  unsigned line = 1;
  int dots = 0;
  char inside = 0;  // a quote or a comment
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      ++line;
      dots = inside = 0;
    } else if (inside != 0) {
      if (inside == '"' && c == '\\') ++i;
      if (c == inside && c != '#') inside = 0;
    } else if (c == '"' || c == '\'' || c == '#') {
      inside = c;
    } else if (c == '=' || c == ',' || c == '{') {
      dots = 0;
    } else if (c == '.' && ++dots >= most_parts) {
      return line;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<Topology> parse_topology(std::string_view text, const std::string& file) {
  if (const auto line = line_of_deep_key(text))
    return mistake_at(file, *line, "a key of so many parts means nothing");
  toml::table table;
  try {
    table = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return mistake_at(file, error.source().begin.line, one_short_line(error.description()));
  }
  TopologyTables tables;
  if (const auto wrong = tables.read(table)) return mistake_at(file, wrong->line, wrong->cause);
  if (const auto wrong = find_mistake(tables.topology()))
    return mistake_at(file, tables.line_of(wrong->place), wrong->cause);
  return tables.topology();
}

Result<Topology> read_topology(const std::string& path) {
  const auto text = read_text(path);
  if (!text) return Error{text.error().kind, "The topology: " + text.error().message};
  return parse_topology(*text, path);
}

}  // namespace wirelab::lessons
