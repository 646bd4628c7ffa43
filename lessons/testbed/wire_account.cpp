#include "lessons/testbed/notes.hpp"
#include "lessons/testbed/wire.hpp"

#include <fmt/format.h>

// What went over each segment.
namespace wirelab::lessons {

void Wire::count(std::size_t segment, FateKind fate) {
  Counters& counters = counters_[segment];
  if (fate == FateKind::delivered) ++counters.delivered;
  if (fate == FateKind::dropped) ++counters.dropped;
  if (fate == FateKind::too_big) ++counters.too_big;
}

std::vector<SegmentAccount> Wire::account() {
  std::vector<SegmentAccount> accounts;
  for (std::size_t i = 0; i < counters_.size(); ++i) {
    const Counters& counters = counters_[i];
    accounts.push_back({bench_.topology().segments[i].name, counters.seen, counters.delivered,
                        counters.dropped, counters.too_big});
  }
  for (Port& port : bench_.ports()) accounts[port.segment()].missed += port.missed();
  return accounts;
}

void Wire::say_account() {
  const auto accounts = account();
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const SegmentAccount& one = accounts[i];
    Note note = wire_note(
        "account",
        fmt::format("{}: {} frames seen, {} delivered, {} dropped, {} too big, "
                    "{} missed",
                    one.segment, one.seen, one.delivered, one.dropped, one.too_big, one.missed),
        "wire");
    note.set("SEGMENT", one.segment).set("SEEN", static_cast<std::int64_t>(one.seen));
    note.set("DELIVERED", static_cast<std::int64_t>(one.delivered));
    note.set("DROPPED", static_cast<std::int64_t>(one.dropped));
    note.set("TOO_BIG", static_cast<std::int64_t>(one.too_big));
    note.set("MISSED", static_cast<std::int64_t>(one.missed));
    std::string table;
    for (const MacEntry& entry : mac_table(i))
      table += fmt::format("{}{}={}", table.empty() ? "" : " ", entry.address.text(),
                           bench_.ports()[entry.port].name());
    if (!table.empty()) note.set("TABLE", table);
    around_.recorder.note(std::move(note));
  }
}

}  // namespace wirelab::lessons
