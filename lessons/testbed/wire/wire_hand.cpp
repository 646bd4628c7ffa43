#include "lessons/testbed/recording/notes.hpp"
#include "lessons/testbed/wire/wire.hpp"

// What the wire does with a frame at the hand. Called with the lock held, as is
// all that decides.
namespace wirelab::lessons {

Passing Wire::passing(const Flight& flight) const {
  return {whereabouts_.name(flight.hosts.from),
          whereabouts_.name(flight.hosts.to),
          bench_.topology().segments[flight.segment].name,
          flight.glimpse,
          flight.bytes,
          bench_.ports()[flight.from].name()};
}

std::shared_ptr<const Wire::Flight> Wire::keep(Flight flight) {
  struct Kept {
    Flight flight;
    Backlog::Share share;
  };
  const std::size_t bytes = sizeof(Kept) + flight.bytes.capacity();
  const auto kept = std::make_shared<const Kept>(Kept{std::move(flight), {backlog_, bytes}});
  return {kept, &kept->flight};
}

// A frame that does not go straight on: to the hand, if there is room for it.
void Wire::enter(Flight flight) {
  if (!backlog_.has_room(1, sizeof(Flight) + flight.bytes.size() + leg_bytes))
    return refuse(flight, 1);
  const Time due = flight.sent + delays_[flight.segment] / 2;
  put(due, {.flight = keep(std::move(flight)), .to_hand = true});
}

void Wire::refuse(const Flight& flight, int copy) {
  if (backlog_.refuse()) say_limit();
  say_fate(flight, copy, FateKind::dropped, {.by = "limit"}, "");
  let_follow(flight, "");
}

void Wire::at_hand(Leg leg) {
  const Decision decision = hand_.meet(leg.flight->number, passing(*leg.flight), now());
  apply(std::move(leg), decision);
}

void Wire::apply(Leg leg, const Decision& decision) {
  const auto flight = leg.flight;
  const std::uint64_t number = flight->number;
  const std::string to = decision.by.empty() ? std::string() : only_receiver(*leg.flight);
  switch (decision.verb) {
    case Verb::hold:
      say_fate(leg, FateKind::held, decision, to);
      held_.insert_or_assign(number, std::move(leg));
      return;
    case Verb::reorder:
      say_fate(leg, FateKind::held, decision, to);
      hand_.wait_behind(number, std::string(passing(*leg.flight).from), decision.behind);
      held_.insert_or_assign(number, std::move(leg));
      return;
    case Verb::pass:
    case Verb::rate:
      if (decision.departure > 0) {
        Decision queued = decision;
        queued.delay = std::max<Time>(0, decision.departure - now());
        say_fate(leg, FateKind::delayed, queued, to);
      } else if (!decision.by.empty()) {
        say_fate(leg, FateKind::released, decision, to);
      }
      send_on(std::move(leg), 0, decision.departure);
      break;
    case Verb::lose:
    case Verb::drop: say_fate(leg, FateKind::dropped, decision, to); break;
    case Verb::delay:
      say_fate(leg, FateKind::delayed, decision, to);
      send_on(std::move(leg), decision.delay, decision.departure);
      break;
    case Verb::corrupt: corrupt(std::move(leg), decision); break;
    case Verb::duplicate:
    case Verb::keep: {
      say_fate(leg, FateKind::duplicated, decision, to);
      Leg copy = leg;
      copy.copy = 2;
      send_on(std::move(leg), 0, decision.departure);
      if (decision.verb == Verb::keep)
        kept_.insert_or_assign(number, std::move(copy));
      else
        send_on(std::move(copy), 0, decision.departure);
    }
  }
  let_follow(*flight, decision.by);
}

void Wire::corrupt(Leg leg, const Decision& decision) {
  Flight flight = *leg.flight;
  // Whether it can be done was asked before.
  const Outcome changed = change(decision.edit ? *decision.edit : Edit{}, flight.bytes);
  if (changed) {
    say_fate(leg, FateKind::corrupted, decision, only_receiver(*leg.flight));
    leg.flight = changed_flight(std::move(flight));
  } else {
    around_.recorder.note(error_note(changed.error().message));
  }
  send_on(std::move(leg), 0, decision.departure);
}

// It may now be for another socket or another host, and may change a state.
std::shared_ptr<const Wire::Flight> Wire::changed_flight(Flight flight) {
  flight.changed = true;
  flight.glimpse = glimpse(flight.bytes);
  const std::size_t sender = bench_.ports()[flight.from].host_number();
  flight.hosts = whereabouts_.of(sender, flight.segment, flight.bytes, flight.glimpse);
  if (flight.glimpse.changes_state()) ++state_changes_;
  return keep(std::move(flight));
}

// Frames that were to go behind this one go now, whatever became of it.
void Wire::let_follow(const Flight& flight, const std::string& by) {
  const std::string from(passing(flight).from);
  for (const std::uint64_t number : hand_.gone_by(flight.number, from))
    if (auto held = held_.extract(number))
      apply(std::move(held.mapped()), {.by = by.empty() ? "rule" : by});
}

}  // namespace wirelab::lessons
