#include "lessons/testbed/wire/wire_port.hpp"

#include <algorithm>

// Frames that go straight to the same one port, with no read of the kernel between them: they are
// put into it and into the recording many at a time.
namespace wirelab::lessons {

// True when the frame goes with the others. All is done by the thread of the port it came from.
bool Wire::gather(Flight& flight, std::span<const std::uint8_t> bytes, std::uint32_t length) {
  PortThread& mine = *ports_[flight.from];
  if (!mine.at_once || !hands_off_ || mine.under_way > 0) return false;
  const auto ports = pass_medium(flight, bytes, flight.sent);
  if (ports.size() != 1) return false;
  PortThread::Gathered& gathered = mine.gathered;
  if (gathered.to != ports[0] || !gathered.batch->has_room(bytes.size())) {
    pass_gathered(flight.from);
    if (mine.under_way > 0) return false;  // they met an order: this one does, too
  }
  gathered.to = ports[0];
  gathered.bytes.push_back(gathered.batch->add(
      {.time = flight.sent, .number = flight.number, .wire_length = length, .bytes = bytes}));
  gathered.sightings.push_back(sighting(flight));
  gathered.flights.push_back(std::move(flight));
  return true;
}

void Wire::pass_gathered(std::size_t from) {
  PortThread& mine = *ports_[from];
  PortThread::Gathered& gathered = mine.gathered;
  if (gathered.flights.empty()) return;
  if (hands_off_)
    inject_gathered(mine);
  else
    put_gathered(mine);
  gathered.flights.clear();
  gathered.bytes.clear();
  gathered.sightings.clear();
  gathered.events.clear();
}

void Wire::inject_gathered(PortThread& mine) {
  PortThread::Gathered& gathered = mine.gathered;
  Port& port = bench_.ports()[gathered.to];
  const std::uint32_t interface = ports_[gathered.to]->interface;
  const std::span<const std::span<const std::uint8_t>> all(gathered.bytes);
  std::vector<std::pair<const Flight*, FateKind>> refused;
  for (std::size_t next = 0; next < all.size();) {
    const Time at = now();
    std::size_t delivered = port.inject_all(all.subspan(next));
    if (delivered == 0) {
      const Injected alone = port.inject(all[next]);
      if (alone == Injected::delivered)
        delivered = 1;
      else
        refused.emplace_back(&gathered.flights[next++],
                             alone == Injected::too_big ? FateKind::too_big : FateKind::dropped);
    }
    for (; delivered > 0; --delivered, ++next) {
      const std::uint64_t number = gathered.flights[next].number;
      gathered.batch->deliveries.push_back({.time = at, .frame = number, .to = interface});
      gathered.events.push_back({.number = number, .by = "wire"});
      ++counters_[gathered.flights[next].segment].delivered;
    }
  }
  gathered.batch = around_.recorder.hand_in(mine.lane, std::move(gathered.batch));
  around_.watcher.passed(gathered.sightings, gathered.events);
  for (const auto& [flight, fate] : refused)
    say_fate(*flight, 1, fate, {.by = "wire"}, port.name());
}

// An order was given meanwhile: they meet the hand.
void Wire::put_gathered(PortThread& mine) {
  PortThread::Gathered& gathered = mine.gathered;
  for (std::size_t i = 0; i < gathered.flights.size(); ++i)
    gathered.flights[i].bytes.assign(gathered.bytes[i].begin(), gathered.bytes[i].end());
  gathered.batch = around_.recorder.hand_in(mine.lane, std::move(gathered.batch));
  around_.watcher.passed(gathered.sightings, {});
  const std::lock_guard lock(mutex_);
  for (Flight& flight : gathered.flights) enter(std::move(flight));
}

}  // namespace wirelab::lessons
