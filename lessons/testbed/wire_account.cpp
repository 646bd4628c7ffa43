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
  if (fate == FateKind::duplicated) ++counters.duplicated;
}

std::vector<SegmentAccount> Wire::account() {
  std::vector<SegmentAccount> accounts;
  for (std::size_t i = 0; i < counters_.size(); ++i) {
    const Counters& counters = counters_[i];
    accounts.push_back({.segment = bench_.topology().segments[i].name,
                        .seen = counters.seen,
                        .delivered = counters.delivered,
                        .dropped = counters.dropped,
                        .too_big = counters.too_big,
                        .duplicated = counters.duplicated});
  }
  {
    const std::lock_guard lock(mutex_);
    for (const auto* kept : {&held_, &kept_})
      for (const auto& [number, leg] : *kept) ++accounts[leg.flight->segment].under_way;
    for (const auto& [due, leg] : legs_) ++accounts[leg.flight->segment].under_way;
  }
  for (Port& port : bench_.ports()) accounts[port.segment()].missed += port.missed();
  return accounts;
}

void Wire::say_limit() {
  Note note = wire_note(
      "limit",
      fmt::format(
          "what is held, delayed, queued and on its way has reached the limit of {}: what "
          "finds no room is dropped, until something is released or 'set limit' allows more",
          backlog_.limit().text()),
      "limit");
  note.set("FRAMES", static_cast<std::int64_t>(backlog_.frames()));
  note.set("BYTES", static_cast<std::int64_t>(backlog_.bytes()));
  around_.recorder.note(std::move(note));
}

}  // namespace wirelab::lessons
