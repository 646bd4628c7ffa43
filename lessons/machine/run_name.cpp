#include "lessons/machine/run_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace wirelab::lessons {
namespace {

constexpr std::string_view prefix = "wirelab-";
constexpr std::size_t most_digits = 10;

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= most_digits &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_run_name(std::string_view name) {
  if (!name.starts_with(prefix)) return false;
  const std::string_view numbers = name.substr(prefix.size());
  const std::size_t dash = numbers.find('-');
  return is_number(numbers.substr(0, dash)) &&
         (dash == std::string_view::npos || is_number(numbers.substr(dash + 1)));
}

// A line of /proc/net/unix: Num: RefCount Protocol Flags Type St Inode Path. Empty: no run's.
std::string_view name_in(std::string_view line) {
  constexpr std::string_view listens =
      " 00010000 ";  // __SO_ACCEPTCON; accepted sockets bear the name too
  const std::size_t mark = line.rfind(" @");
  if (mark == std::string_view::npos || line.find(listens) == std::string_view::npos) return {};
  const std::string_view name = line.substr(mark + 2);
  return is_run_name(name) ? name : std::string_view();
}

}  // namespace

std::string run_name(pid_t run) { return fmt::format("{}{}", prefix, run); }

std::string run_name(pid_t run, std::uint32_t number) {
  return fmt::format("{}{}-{}", prefix, run, number);
}

std::vector<std::string> run_names_in(std::string_view table) {
  std::vector<std::string> names;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    if (const auto name = name_in(table.substr(0, end)); !name.empty()) names.emplace_back(name);
    table.remove_prefix(std::min(end + 1, table.size()));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

AbstractAddress abstract_address(std::string_view name) {
  AbstractAddress made;
  made.address.sun_family = AF_UNIX;
  const std::size_t length = std::min(name.size(), sizeof made.address.sun_path - 1);
  std::memcpy(made.address.sun_path + 1, name.data(), length);
  made.length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + length);
  return made;
}

}  // namespace wirelab::lessons
