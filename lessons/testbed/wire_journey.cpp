#include "lessons/testbed/notes.hpp"
#include "lessons/testbed/wire.hpp"

#include <algorithm>

// What becomes of a frame between the hand and its receivers.
namespace wirelab::lessons {

// Past the hand: what joins the ports decides where it goes.
void Wire::send_on(Leg leg, Time wait, Time departure) {
  const Flight& flight = *leg.flight;
  const Time present = now();
  std::vector<std::size_t> ports = media_[flight.segment].forward(
      flight.from, leg.changed ? *leg.changed : flight.bytes, present);
  if (ports.empty()) {
    const bool switched = media_[flight.segment].kind() == SegmentKind::switched;
    return say_fate(leg, FateKind::dropped, {.by = switched ? "switch" : "wire"}, "");
  }
  // Whom it is for gets it first: what the others do with it can no longer come before.
  std::stable_partition(ports.begin(), ports.end(), [&](std::size_t port) {
    return bench_.ports()[port].host_number() == flight.hosts.to;
  });
  leg.to_hand = false;
  const Time due = std::max(present, departure) + wait + delays_[flight.segment] / 2;
  for (const std::size_t port : ports) {
    leg.to = port;
    put(due, leg);
  }
}

bool Wire::deliver(const Leg& leg) {
  const Flight& flight = *leg.flight;
  Port& port = bench_.ports()[leg.to];
  const Tuple& tuple = flight.glimpse.tuple;
  // Read where the journey ends, not at the routers and bystanders on the way.
  Host* receiver = port.host_number() == flight.hosts.destination
                       ? host_numbered(flight.hosts.destination)
                       : nullptr;
  const bool read = receiver && reads(flight, true);
  std::unique_lock<std::mutex> turn;
  if (read) {
    turn = std::unique_lock(receiver->turn());
    if (Host* sender = host_numbered(flight.hosts.source))
      around_.truth.read_around(*sender, flight.glimpse, true, "tick", 0, false);
    around_.truth.read_around(*receiver, flight.glimpse, false, "tick", 0, false);
  }
  const Time at = now();
  const Injected injected = port.inject(leg.changed ? *leg.changed : flight.bytes);
  const FateKind fate = injected == Injected::delivered ? FateKind::delivered
                        : injected == Injected::too_big ? FateKind::too_big
                                                        : FateKind::dropped;
  tcp::State after = tcp::State::unknown;
  if (read) {
    around_.truth.read_around(*receiver, flight.glimpse, false, "delivered", flight.number, true);
    if (flight.glimpse.tcp()) after = around_.truth.last(*receiver, tuple.reversed());
  }
  say_fate(leg, fate, {.by = "wire"}, port.name(), at, after);
  return read;
}

std::string Wire::only_receiver(const Flight& flight) const {
  const auto ports = media_[flight.segment].would_reach(flight.from, flight.bytes, now());
  return ports.size() == 1 ? bench_.ports()[ports[0]].name() : std::string();
}

void Wire::say_fate(const Leg& leg, FateKind fate, const Decision& decision, const std::string& to,
                    Time at, tcp::State receiver) {
  const Flight& flight = *leg.flight;
  around_.recorder.note(fate_note({.time = at ? at : now(),
                                   .frame = flight.number,
                                   .fate = fate,
                                   .to = to,
                                   .by = decision.by,
                                   .rule = decision.rule,
                                   .delay = decision.delay,
                                   .copy = leg.copy,
                                   .edit = decision.edit ? decision.edit->text : ""}));
  around_.watcher.befell({.number = flight.number,
                          .fate = fate,
                          .by = decision.by,
                          .copy = leg.copy,
                          .delay = decision.delay,
                          .receiver = receiver});
}

}  // namespace wirelab::lessons
