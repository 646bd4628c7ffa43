#include "lessons/testbed/recording/notes.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <algorithm>

// What becomes of a frame between the hand and its receivers.
namespace wirelab::lessons {

// Past the hand: what joins the ports decides where it goes.
void Wire::send_on(Leg leg, Time wait, Time departure) {
  const Flight& flight = *leg.flight;
  const Time present = now();
  const auto ports = pass_medium(flight, flight.bytes, present);
  if (ports.empty()) return say_nobody(flight, leg.copy);
  // One frame becomes many: it may find no room even here.
  if (ports.size() > 1 && !backlog_.has_room(0, ports.size() * leg_bytes))
    return refuse(flight, leg.copy);
  leg.to_hand = false;
  const Time due = std::max(present, departure) + wait + delays_[flight.segment] / 2;
  for (const std::size_t port : ports) {
    leg.to = port;
    put(due, leg);
  }
}

bool Wire::deliver(const Leg& leg) {
  const Flight& flight = *leg.flight;
  // Read where the journey ends, not at the routers and bystanders on the way.
  const bool read =
      bench_.ports()[leg.to].host_number() == flight.hosts.destination && reads(flight, true);
  hand_over(flight, flight.bytes, leg.to, leg.copy, read);
  return read;
}

void Wire::hand_over(const Flight& flight, std::span<const std::uint8_t> bytes, std::size_t to,
                     int copy, bool read) {
  Port& port = bench_.ports()[to];
  const Tuple& tuple = flight.glimpse.tuple;
  Host* receiver = read && port.host_number() == flight.hosts.destination
                       ? host_numbered(flight.hosts.destination)
                       : nullptr;
  std::unique_lock<std::mutex> turn;
  if (receiver) {
    turn = std::unique_lock(receiver->turn());
    if (Host* sender = host_numbered(flight.hosts.source))
      around_.truth.read_around(*sender, flight.glimpse, true, "tick", 0, false);
    around_.truth.read_around(*receiver, flight.glimpse, false, "tick", 0, false);
  }
  const Time at = now();
  const Injected injected = port.inject(bytes);
  const FateKind fate = injected == Injected::delivered ? FateKind::delivered
                        : injected == Injected::too_big ? FateKind::too_big
                                                        : FateKind::dropped;
  tcp::State after = tcp::State::unknown;
  if (receiver) {
    around_.truth.read_around(*receiver, flight.glimpse, false, "delivered", flight.number, true);
    if (flight.glimpse.tcp()) after = around_.truth.last(*receiver, tuple.reversed());
  }
  say_fate(flight, copy, fate, {.by = "wire"}, port.name(), at, after);
}

void Wire::say_nobody(const Flight& flight, int copy) {
  const bool switched = media_[flight.segment].kind() == SegmentKind::switched;
  say_fate(flight, copy, FateKind::dropped, {.by = switched ? "switch" : "wire"}, "");
}

std::string Wire::only_receiver(const Flight& flight) const {
  const std::lock_guard lock(medium_locks_[flight.segment]);
  const auto ports = media_[flight.segment].would_reach(flight.from, flight.bytes, now());
  return ports.size() == 1 ? bench_.ports()[ports[0]].name() : std::string();
}

void Wire::say_fate(const Flight& flight, int copy, FateKind fate, const Decision& decision,
                    const std::string& to, Time at, tcp::State receiver) {
  count(flight.segment, fate);
  const bool tells_bytes = fate == FateKind::delivered && flight.changed;
  around_.recorder.note(fate_note({.time = at ? at : now(),
                                   .frame = flight.number,
                                   .fate = fate,
                                   .to = to,
                                   .by = decision.by,
                                   .rule = decision.rule,
                                   .delay = decision.delay,
                                   .copy = copy,
                                   .edit = decision.edit ? decision.edit->text : "",
                                   .bytes = tells_bytes ? flight.bytes : Bytes()}));
  around_.watcher.befell({.number = flight.number,
                          .fate = fate,
                          .by = decision.by,
                          .copy = copy,
                          .delay = decision.delay,
                          .receiver = receiver});
}

}  // namespace wirelab::lessons
