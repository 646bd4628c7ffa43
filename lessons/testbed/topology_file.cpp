#include "lessons/testbed/topology_file.hpp"

#include "lessons/testbed/topology_check.hpp"
#include "lessons/testbed/topology_tables.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace wirelab::lessons {
namespace {

Error mistake(std::string message) { return {ErrorKind::usage, std::move(message)}; }

Error mistake_at(const std::string& file, unsigned line, std::string_view cause) {
  return mistake(fmt::format("{}:{}: {}", file, line, cause));
}

}  // namespace

Result<Topology> parse_topology(std::string_view text, const std::string& file) {
  toml::table table;
  try {
    table = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return mistake_at(file, error.source().begin.line, error.description());
  }
  TopologyTables tables;
  if (const auto wrong = tables.read(table)) return mistake_at(file, wrong->line, wrong->cause);
  if (const auto wrong = find_mistake(tables.topology()))
    return mistake_at(file, tables.line_of(wrong->place), wrong->cause);
  return tables.topology();
}

Result<Topology> read_topology(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return mistake(
        fmt::format("The topology file {} cannot be read: {}.", path, std::strerror(errno)));
  const std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.bad())
    return mistake(
        fmt::format("The topology file {} cannot be read: it is no file of text.", path));
  return parse_topology(text, path);
}

}  // namespace wirelab::lessons
