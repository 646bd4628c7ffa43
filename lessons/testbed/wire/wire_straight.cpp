#include "lessons/testbed/wire/wire_port.hpp"

#include <algorithm>

// Frames that nothing is to be decided about, on a segment without delay: from
// the port's own thread straight to their receivers, without the wire's lock.
namespace wirelab::lessons {
namespace {

// Around frames that change no state, the kernel is read at most this often a
// connection.
constexpr Time reading_pace = 5'000'000;
constexpr std::size_t most_connections = 4096;

}  // namespace

Wire::Reading Wire::reading_of(const Flight& flight, const PortThread& port) const {
  if (flight.glimpse.changes_state() || read_every_) return Reading::must;
  const auto known = port.fresh.find(connection_hash(flight.glimpse.tuple));
  if (known != port.fresh.end() && known->second.changes == state_changes_ &&
      flight.sent < known->second.until)
    return Reading::none;
  if (!flight.glimpse.tcp()) return Reading::due;
  const Host* sender = host_numbered(flight.hosts.source);
  const Host* receiver = host_numbered(flight.hosts.destination);
  const bool settled =
      sender && receiver && !around_.truth.unsettled(*sender, *receiver, flight.glimpse.tuple);
  return settled ? Reading::due : Reading::must;
}

void Wire::remember_reading(const Flight& flight, PortThread& port) const {
  if (port.fresh.size() >= most_connections) port.fresh.clear();
  port.fresh[connection_hash(flight.glimpse.tuple)] = {state_changes_, now() + reading_pace};
}

void Wire::carry_straight(const Flight& flight, std::span<const std::uint8_t> bytes, bool read) {
  const auto ports = pass_medium(flight, bytes, now());
  if (ports.empty()) return say_nobody(flight, 1);
  for (const std::size_t port : ports) hand_over(flight, bytes, port, 1, read);
}

Sighting Wire::sighting(const Flight& flight) const {
  return {.number = flight.number,
          .sent = flight.sent,
          .from = whereabouts_.name(flight.hosts.from),
          .to = whereabouts_.name(flight.hosts.to),
          .glimpse = flight.glimpse,
          .segment = bench_.topology().segments[flight.segment].name};
}

// Whom it is for gets it first: what the others do with it can no longer come
// before.
std::vector<std::size_t> Wire::pass_medium(const Flight& flight,
                                           std::span<const std::uint8_t> bytes, Time present) {
  std::vector<std::size_t> ports;
  {
    const std::lock_guard lock(medium_locks_[flight.segment]);
    ports = media_[flight.segment].forward(flight.from, bytes, present);
    say_mac_changes(flight.segment, flight.number, present);
  }
  if (ports.size() < 2) return ports;
  std::stable_partition(ports.begin(), ports.end(), [&](std::size_t port) {
    return bench_.ports()[port].host_number() == flight.hosts.to;
  });
  return ports;
}

}  // namespace wirelab::lessons
