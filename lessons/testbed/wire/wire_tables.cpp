#include "lessons/testbed/truth/kernel_note.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <algorithm>

// What the switches of a wire have learned.
namespace wirelab::lessons {
namespace {

bool is_among(const std::vector<MacChange>& changes, const MacEntry& entry) {
  return std::any_of(changes.begin(), changes.end(), [&](const MacChange& change) {
    return change.entry.address == entry.address;
  });
}

}  // namespace

std::vector<MacEntry> Wire::mac_table(std::size_t segment) {
  const std::lock_guard lock(medium_locks_[segment]);
  return media_[segment].table(now());
}

void Wire::age_mac_tables() {
  for (std::size_t segment = 0; segment < media_.size(); ++segment) {
    const std::lock_guard lock(medium_locks_[segment]);
    const Time present = now();
    media_[segment].age(present);
    say_mac_changes(segment, 0, present);
  }
}

// Called with the segment's lock held, so that the notes stand in the order of the changes. The
// first look finds what was there before the frame, too.
void Wire::say_mac_changes(std::size_t segment, std::uint64_t frame, Time present) {
  const std::vector<MacChange> changes = media_[segment].take_changes();
  const bool watched = around_.truth.watches_tables();
  const bool told = std::exchange(tables_told_[segment], watched) != 0;
  if (!watched) return;
  const Occasion tick{"tick"}, forwarded{"forwarded", frame};
  const std::string& name = bench_.topology().segments[segment].name;
  const auto say = [&](const MacChange& change, const Occasion& occasion) {
    const std::string& port = bench_.ports()[change.entry.port].name();
    const TableRow row{"mac", change.entry.address.text(), {{"INTERFACE", port}}};
    around_.recorder.note(table_note(name, {change.event, row}, occasion));
  };
  if (!told)
    for (const MacEntry& entry : media_[segment].table(present))
      if (!is_among(changes, entry)) say({TableEvent::added, entry}, tick);
  for (const MacChange& change : changes) {
    const bool by_frame = frame > 0 && change.event != TableEvent::removed;
    say(change, by_frame ? forwarded : tick);
  }
}

}  // namespace wirelab::lessons
