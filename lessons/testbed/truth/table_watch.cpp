#include "lessons/testbed/truth/table_watch.hpp"

namespace wirelab::lessons {

std::string_view to_word(TableEvent event) {
  switch (event) {
    case TableEvent::added: return "added";
    case TableEvent::changed: return "changed";
    case TableEvent::removed: return "removed";
  }
  return "";
}

std::vector<TableChange> TableWatch::compare(const std::vector<TableRow>& rows) {
  std::vector<TableChange> changes;
  std::map<Key, TableRow> present;
  for (const TableRow& row : rows) {
    const Key key{row.table, row.entry};
    // Two routes to one destination: the first is the one that is taken.
    if (!present.emplace(key, row).second) continue;
    const auto before = known_.find(key);
    if (before == known_.end())
      changes.push_back({TableEvent::added, row});
    else if (before->second != row)
      changes.push_back({TableEvent::changed, row});
  }
  for (const auto& [key, row] : known_)
    if (!present.contains(key)) changes.push_back({TableEvent::removed, row});
  known_ = std::move(present);
  return changes;
}

}  // namespace wirelab::lessons
