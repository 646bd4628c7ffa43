#include "capture/trace/conversations.hpp"

#include "capture/tcp/step.hpp"
#include "capture/trace/moment.hpp"

namespace wirelab {

namespace {

// How long the endpoint stays as it is when nothing more comes; 0: for ever.
Time stay(const tcp::Endpoint& endpoint) {
  if (endpoint.state == tcp::State::time_wait) return tcp::two_msl;
  if (endpoint.state == tcp::State::fin_wait_2 && endpoint.orphan) return endpoint.fin_timeout;
  return 0;
}

SideInfo describe(const Party& party) {
  SideInfo info;
  info.address = party.address.text();
  info.port = party.port;
  info.endpoint = decode::endpoint_text(party.address, party.port);
  return info;
}

}  // namespace

Conversations::Place Conversations::place(const Party& source, const Party& destination,
                                          std::uint32_t segment, const tcp::Segment& tcp) {
  Place place;
  if (const auto found = table_.find(source, destination, segment)) {
    place.stream = *found;
    const Flow& known = flows_[*found];
    place.sender = known.side(Side::opener).party == source ? Side::opener : Side::acceptor;
    place.reopens =
        verdicts::starts_anew(known.history.directions[static_cast<int>(place.sender)], tcp);
    if (!place.reopens) return place;
    place.older = *found;
  }
  // A SYN-ACK whose SYN was not captured comes from the acceptor.
  const bool from_acceptor = tcp.has(tcp::syn) && tcp.has(tcp::ack);
  place.stream =
      from_acceptor ? open(destination, source, segment) : open(source, destination, segment);
  place.sender = from_acceptor ? Side::acceptor : Side::opener;
  place.opened = true;
  return place;
}

std::uint32_t Conversations::open(const Party& opener, const Party& acceptor,
                                  std::uint32_t segment) {
  const auto stream = static_cast<std::uint32_t>(connections_.size());
  Connection& connection = connections_.emplace_back();
  connection.stream = stream;
  connection.sides[0] = describe(opener);
  connection.sides[1] = describe(acceptor);
  Flow& flow = flows_.emplace_back();
  flow.segment = segment;
  flow.sides[0].party = opener;
  flow.sides[1].party = acceptor;
  table_.put(opener, acceptor, segment, stream);
  return stream;
}

void Conversations::apply(std::uint32_t stream, Side side, const tcp::Step& step,
                          std::uint64_t frame, Time time, bool by_segment) {
  FlowSide& end = flows_[stream].side(side);
  end.endpoint = step.endpoint;
  end.log.add(step, frame, time);
  if (by_segment) end.last_segment = time;
  if (!end.timer_running && stay(end.endpoint) > 0) start_timer(stream, side);
}

void Conversations::carry_over(const Place& place, std::uint64_t frame, Time time) {
  const Side receiver = other(place.sender);
  const FlowSide& now = flows_[place.stream].side(receiver);
  const Flow& old = flows_[place.older];
  const FlowSide& before =
      old.side(old.sides[0].party == now.party ? Side::opener : Side::acceptor);
  tcp::Step step = tcp::still_in(before.endpoint);
  if (step.change_count == 0) return;
  connections_[place.stream].found_older = true;
  const Time last_segment = before.last_segment;
  flows_[place.stream].side(receiver).last_segment = last_segment;
  apply(place.stream, receiver, step, frame, time, false);
}

void Conversations::start_timer(std::uint32_t stream, Side side) {
  FlowSide& end = flows_[stream].side(side);
  end.timer_running = true;
  deadlines_.push({later_by(end.last_segment, stay(end.endpoint)), stream, side});
}

void Conversations::expire(Time now) {
  while (!deadlines_.empty() && deadlines_.top().time <= now) {
    const Deadline due = deadlines_.top();
    deadlines_.pop();
    FlowSide& end = flows_[due.stream].side(due.side);
    end.timer_running = false;
    const Time wait = stay(end.endpoint);
    if (wait == 0) continue;
    const Time over = later_by(end.last_segment, wait);
    if (over <= now)
      apply(due.stream, due.side, tcp::elapsed(end.endpoint, wait), 0, over, false);
    else
      start_timer(due.stream, due.side);
  }
}

void Conversations::separate() {
  table_.clear();
  deadlines_ = {};
}

}  // namespace wirelab
