#include "lessons/testbed/recording/notes.hpp"
#include "lessons/testbed/wire/wire.hpp"

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

// Of a frame for everybody.
void Wire::watch_for_storm(const Flight& flight, std::span<const std::uint8_t> bytes) {
  std::optional<Storm> storm;
  {
    const std::lock_guard lock(medium_locks_[flight.segment]);
    storm = storms_[flight.segment].see(flight.from, bytes, flight.sent);
  }
  if (!storm) return;
  const std::string& segment = bench_.topology().segments[flight.segment].name;
  const std::string rule = fmt::format("rule drop on {} bpf ether multicast", segment);
  std::string ports;
  for (const std::size_t port : storm->ports)
    ports += (ports.empty() ? "" : " ") + bench_.ports()[port].name();
  Note note = wire_note(
      "storm",
      fmt::format("{}: a frame of {} for everybody came {} times within {} ms, through {}: a ring "
                  "of switches sends it round for ever. This ends it: {}",
                  segment, storm->source.text(), storm->times, storm->within / 1'000'000, ports,
                  rule),
      "wire");
  note.set("SEGMENT", segment).set("FRAME", static_cast<std::int64_t>(flight.number));
  around_.recorder.note(std::move(note.set("REMEDY", rule)));
}

void Wire::say_account() {
  const auto accounts = account();
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const SegmentAccount& one = accounts[i];
    Note note = wire_note("account",
                          fmt::format("{}: {} frames seen, {} delivered, {} dropped, {} too big, "
                                      "{} missed, {} duplicated, {} under way",
                                      one.segment, one.seen, one.delivered, one.dropped,
                                      one.too_big, one.missed, one.duplicated, one.under_way),
                          "wire");
    note.set("SEGMENT", one.segment).set("SEEN", static_cast<std::int64_t>(one.seen));
    note.set("DELIVERED", static_cast<std::int64_t>(one.delivered));
    note.set("DROPPED", static_cast<std::int64_t>(one.dropped));
    note.set("TOO_BIG", static_cast<std::int64_t>(one.too_big));
    note.set("MISSED", static_cast<std::int64_t>(one.missed));
    note.set("DUPLICATED", static_cast<std::int64_t>(one.duplicated));
    note.set("UNDER_WAY", static_cast<std::int64_t>(one.under_way));
    std::string table;
    for (const MacEntry& entry : mac_table(i))
      table += fmt::format("{}{}={}", table.empty() ? "" : " ", entry.address.text(),
                           bench_.ports()[entry.port].name());
    if (!table.empty()) note.set("TABLE", table);
    around_.recorder.note(std::move(note));
  }
}

}  // namespace wirelab::lessons
