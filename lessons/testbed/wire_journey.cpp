#include "lessons/testbed/notes.hpp"
#include "lessons/testbed/wire.hpp"

#include <algorithm>

// What becomes of a frame between the hand and its receivers.
namespace wirelab::lessons {

// Called with the lock held, as is all that decides.
void Wire::at_hand(Leg leg) {
  const Flight& flight = *leg.flight;
  const Decision decision = hand_.meet(flight.number, whereabouts_.name(flight.hosts.from),
                                       whereabouts_.name(flight.hosts.to), flight.glimpse,
                                       bench_.topology().segments[flight.segment].name);
  apply(std::move(leg), decision);
}

void Wire::apply(Leg leg, const Decision& decision) {
  const std::uint64_t number = leg.flight->number;
  const std::string to = decision.by.empty() ? std::string() : only_receiver(*leg.flight);
  switch (decision.verb) {
    case Verb::pass:
      if (!decision.by.empty()) say_fate(leg, FateKind::released, decision, to);
      return send_on(std::move(leg));
    case Verb::hold:
      say_fate(leg, FateKind::held, decision, to);
      held_.insert_or_assign(number, std::move(leg));
      return;
    case Verb::lose:
    case Verb::drop: return say_fate(leg, FateKind::dropped, decision, to);
    case Verb::delay:
      say_fate(leg, FateKind::delayed, decision, to);
      return send_on(std::move(leg), decision.delay);
    case Verb::corrupt:
      say_fate(leg, FateKind::corrupted, decision, to);
      leg.corrupt = true;
      return send_on(std::move(leg));
    case Verb::duplicate:
    case Verb::keep: {
      say_fate(leg, FateKind::duplicated, decision, to);
      Leg copy = leg;
      copy.copy = 2;
      send_on(std::move(leg));
      if (decision.verb == Verb::keep)
        kept_.insert_or_assign(number, std::move(copy));
      else
        send_on(std::move(copy));
    }
  }
}

// Past the hand: what joins the ports decides where it goes.
void Wire::send_on(Leg leg, Time wait) {
  const Flight& flight = *leg.flight;
  const Time present = now();
  std::vector<std::size_t> ports =
      media_[flight.segment].forward(flight.from, flight.bytes, present);
  if (ports.empty()) {
    const bool switched = media_[flight.segment].kind() == SegmentKind::switched;
    return say_fate(leg, FateKind::dropped, {.by = switched ? "switch" : "wire"}, "");
  }
  // Whom it is for gets it first: what the others do with it can no longer come before.
  std::stable_partition(ports.begin(), ports.end(), [&](std::size_t port) {
    return bench_.ports()[port].host_number() == flight.hosts.to;
  });
  leg.to_hand = false;
  const Time due = present + wait + bench_.topology().segments[flight.segment].delay / 2;
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
  const bool read = receiver && reads(flight);
  std::unique_lock<std::mutex> turn;
  if (read) {
    turn = std::unique_lock(receiver->turn());
    if (Host* sender = host_numbered(flight.hosts.source))
      around_.truth.read(*sender, tuple, "tick", 0, false);
    around_.truth.read(*receiver, tuple.reversed(), "tick", 0, false);
  }
  std::vector<std::uint8_t> bytes = flight.bytes;
  if (leg.corrupt && !bytes.empty())
    bytes.back() ^= 1;  // the last byte is payload or option: the checksum tells
  const Time at = now();
  const Injected injected = port.inject(bytes);
  const FateKind fate = injected == Injected::delivered ? FateKind::delivered
                        : injected == Injected::too_big ? FateKind::too_big
                                                        : FateKind::dropped;
  tcp::State after = tcp::State::unknown;
  if (read) {
    around_.truth.read(*receiver, tuple.reversed(), "delivered", flight.number, true);
    after = around_.truth.last(*receiver, tuple.reversed());
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
                                   .copy = leg.copy}));
  around_.watcher.befell({.number = flight.number,
                          .fate = fate,
                          .by = decision.by,
                          .copy = leg.copy,
                          .delay = decision.delay,
                          .receiver = receiver});
}

}  // namespace wirelab::lessons
