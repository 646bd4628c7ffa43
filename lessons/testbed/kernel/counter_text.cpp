#include "lessons/testbed/kernel/counter_text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

namespace wirelab::lessons {
namespace {

// Cuts off what stands before the next `end`; the rest stays in `text`.
std::string_view cut(std::string_view& text, char end) {
  const std::size_t length = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  return part;
}

std::string_view next_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return cut(text, ' ');
}

std::optional<std::int64_t> number_in(std::string_view word) {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || stop != word.data() + word.size()) return std::nullopt;
  return number;
}

std::unordered_map<std::string, std::size_t> places_by_whole_name() {
  std::unordered_map<std::string, std::size_t> places;
  const auto& names = watched_counters();
  for (std::size_t place = 0; place < names.size(); ++place)
    places.emplace(std::string(names[place].group).append(names[place].name), place);
  return places;
}

}  // namespace

const CounterText::Columns& CounterText::columns_of(std::string_view group,
                                                    std::string_view names) {
  auto found = groups_.find(group);
  if (found == groups_.end()) found = groups_.emplace(group, Columns{}).first;
  Columns& columns = found->second;
  if (columns.names == names) return columns;
  static const auto places = places_by_whole_name();
  columns.names = names;
  columns.places.clear();
  for (std::string_view rest = names; !rest.empty();) {
    const auto place = places.find(std::string(group).append(next_word(rest)));
    columns.places.push_back(place == places.end() ? nowhere : place->second);
  }
  return columns;
}

void CounterText::read_pairs(std::string_view text, CounterValues& values) {
  values.resize(watched_counters().size(), -1);
  while (!text.empty()) {
    std::string_view names = cut(text, '\n');
    std::string_view numbers = cut(text, '\n');
    const std::string_view group = cut(names, ':');
    if (cut(numbers, ':') != group) return;
    for (const std::size_t place : columns_of(group, names).places) {
      const std::string_view word = next_word(numbers);
      if (place == nowhere) continue;
      if (const auto number = number_in(word)) values[place] = *number;
    }
  }
}

void CounterText::read_lines(std::string_view text, CounterValues& values) {
  static const auto places = places_by_whole_name();
  values.resize(watched_counters().size(), -1);
  while (!text.empty()) {
    std::string_view line = cut(text, '\n');
    const std::size_t blank = line.find_first_of(" \t");
    const auto place = places.find(std::string(line.substr(0, blank)));
    if (blank == std::string_view::npos || place == places.end()) continue;
    line.remove_prefix(std::min(line.find_first_not_of(" \t", blank), line.size()));
    if (const auto number = number_in(line)) values[place->second] = *number;
  }
}

}  // namespace wirelab::lessons
