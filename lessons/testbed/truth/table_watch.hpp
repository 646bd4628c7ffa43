#pragma once

#include "lessons/testbed/kernel/host_tables.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace wirelab::lessons {

enum class TableEvent : std::uint8_t { added, changed, removed };
std::string_view to_word(TableEvent event);

struct TableChange {
  TableEvent event = TableEvent::added;
  TableRow row;
};

// What changed in tables between two looks. An entry's key is its table and its text.
class TableWatch {
 public:
  // All rows of all tables that are watched, at this look; the first one finds all of them added.
  std::vector<TableChange> compare(const std::vector<TableRow>& rows);

 private:
  using Key = std::pair<std::string, std::string>;
  std::map<Key, TableRow> known_;
};

}  // namespace wirelab::lessons
