#include "capture/trace/conversations.hpp"

#include "capture/tcp/step.hpp"

namespace wirelab {

std::optional<std::uint32_t> Conversations::find(const Ends& ends, std::uint32_t hash) const {
  return table_.find(hash,
                     [&](std::uint32_t stream) { return flows_[stream].sender(ends).has_value(); });
}

Conversations::Place Conversations::place(const Ends& ends, std::uint32_t hash, std::uint32_t guess,
                                          const tcp::Segment& tcp) {
  Place place;
  const bool guessed = sender(guess, ends).has_value();
  if (const auto found = guessed ? std::optional(guess) : find(ends, hash)) {
    place.stream = *found;
    const Flow& known = flows_[*found];
    place.sender = known.party(Side::opener) == ends.source ? Side::opener : Side::acceptor;
    place.reopens =
        verdicts::starts_anew(known.history.directions[static_cast<int>(place.sender)], tcp);
    if (!place.reopens) return place;
    place.older = *found;
  }
  // A SYN-ACK whose SYN was not captured comes from the acceptor.
  place.sender = tcp.has(tcp::syn) && tcp.has(tcp::ack) ? Side::acceptor : Side::opener;
  place.stream = open(ends, place.sender);
  place.opened = true;
  reopened_since_ = reopened_since_ || place.reopens;
  if (place.reopens)
    table_.replace(hash, place.older, place.stream);
  else
    table_.put(hash, place.stream);
  return place;
}

std::uint32_t Conversations::open(const Ends& ends, Side sender) {
  Flow& flow = flows_.push();
  flow.ground = ends.ground();
  flow.parties[static_cast<int>(sender)] = ends.source;
  flow.parties[static_cast<int>(other(sender))] = ends.destination;
  return static_cast<std::uint32_t>(flows_.size() - 1);
}

void Conversations::carry_over(const Place& place) {
  Flow& now = flows_[place.stream];
  const Side receiver = other(place.sender);
  const Flow& old = flows_[place.older];
  const Side before = old.parties[0] == now.party(receiver) ? Side::opener : Side::acceptor;
  const tcp::Step step = tcp::still_in(old.end(before));
  if (step.change_count == 0) return;
  carried_.emplace(place.stream, old.end(before));
  now.end(receiver) = step.endpoint;
  now.found_older = true;
}

const tcp::Endpoint* Conversations::carried_over(std::uint32_t stream) const {
  const auto found = carried_.find(stream);
  return found == carried_.end() ? nullptr : &found->second;
}

}  // namespace wirelab
