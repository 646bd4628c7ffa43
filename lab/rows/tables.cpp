#include "lab/rows/tables.hpp"

#include "capture/words/words.hpp"
#include "lab/rows/moment.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <tuple>

namespace wirelab::lab {
namespace {

struct Key {
  std::string host, table, entry;
  auto order() const { return std::tie(host, table, entry); }
  bool operator<(const Key& other) const { return order() < other.order(); }
};
struct Entry {
  std::string text;
  Time changed = 0;
};
using Entries = std::map<Key, Entry>;

void add_change(Entries& entries, const Note& note) {
  const Key key{std::string(note.get("HOST")), std::string(note.get("TABLE")),
                std::string(note.get("ENTRY"))};
  if (note.get("EVENT") == "removed") {
    entries.erase(key);
  } else {
    entries[key] = {table_text(note), note.time};
  }
}

// The account that ends a step says all that a switch had learned: "02:00:00:00:00:01=a.eth0 ...".
// For recordings that tell no more of it.
void add_account(Entries& entries, const Note& note) {
  const std::string segment(note.get("SEGMENT"));
  std::string_view rest = note.get("TABLE");
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) continue;
    const Key key{segment, "mac", std::string(word.substr(0, equals))};
    if (!entries.contains(key)) entries[key] = {std::string(word.substr(equals + 1)), note.time};
  }
}

// "MAC table" for "mac".
std::string title_of(const Words& words, const std::string& table) {
  const std::string id = "rows.table." + table;
  return words.has(id) ? words.text(id) : table;
}

}  // namespace

std::string table_text(const Note& note) {
  std::string text;
  const auto add = [&](std::string_view before, std::string_view field) {
    const std::string_view value = note.get(field);
    if (!value.empty()) text += fmt::format("{}{}{}", text.empty() ? "" : ", ", before, value);
  };
  add("", "MAC");
  add("", "STATE");
  add("via ", "GATEWAY");
  add("metric ", "METRIC");
  if (note.get("TABLE") == "mac") add("", "INTERFACE");
  return text;
}

std::string table_line(const Note& note) {
  const std::string text = note.get("EVENT") == "removed" ? "" : table_text(note);
  return fmt::format("{}: {} {}{}{}", note.get("TABLE"), note.get("ENTRY"), note.get("EVENT"),
                     text.empty() ? "" : ", ", text);
}

TableRows table_rows(const View& view) {
  TableRows rows;
  const Moment moment = moment_of(view);
  if (!moment.scene || !view.trace.is_run()) return rows;
  Entries entries;
  for (const Note& note : view.trace.notes(view.session.scene)) {
    if (note.time < moment.scene->begin || note.time > moment.now) continue;
    if (note.kind == NoteKind::table) add_change(entries, note);
    if (note.kind == NoteKind::wire && note.get("ACTION") == "account") add_account(entries, note);
  }
  const bool any = moment.seen.first < moment.seen.last;
  const Time since = any ? view.trace.frame(moment.seen.last - 1).sent : moment.now;
  for (const auto& [key, entry] : entries)
    rows.lines.push_back(
        {key.host, title_of(view.words, key.table), key.entry, entry.text, entry.changed >= since});
  return rows;
}

}  // namespace wirelab::lab
