#include "capture/tcp/step.hpp"

#include "capture/tcp/sequence.hpp"
#include "capture/tcp/transitions.hpp"

#include <utility>

namespace wirelab::tcp {

namespace {

// RFC 7323: no window is larger, so nothing beyond it is a continuation of this stream.
constexpr std::int32_t largest_window = 1 << 30;

void change(Move& step, State to, Reason reason) {
  if (step.change_count < step.changes.size())
    step.changes[step.change_count++] = Change{step.endpoint.state, to, reason};
  step.endpoint.state = to;
  step.reason = reason;
}

}  // namespace

bool take(Move& step, State to, Reason reason) {
  if (!has_edge(step.endpoint.state, to, reason)) return false;
  change(step, to, reason);
  return true;
}

void reset(Move& step, Reason reason) {
  if (step.endpoint.state != State::closed) change(step, State::closed, reason);
}

void recognise(Move& step) {
  if (step.endpoint.shown_sending && step.endpoint.shown_receiving)
    change(step, State::established, Reason::seen_midstream);
}

Step still_in(const Endpoint& old) {
  Endpoint next;
  Move step{next};
  const bool stands = old.state != State::unknown && old.state != State::closed;
  if (!stands) return Step(step);
  change(step, old.state, Reason::old_connection);
  next = old;
  return Step(step);
}

void start_sending(Endpoint& endpoint, const Segment& syn_segment) {
  endpoint.has_send = true;
  endpoint.send_initial = endpoint.send_unacked = syn_segment.sequence;
  endpoint.send_next = syn_segment.end();
  endpoint.fin_sent = false;
  endpoint.window_shift = syn_segment.window_shift;
}

void start_receiving(Endpoint& endpoint, std::uint32_t initial) {
  endpoint.has_receive = true;
  endpoint.receive_initial = initial;
  endpoint.receive_next = endpoint.acknowledged = initial + 1;
  endpoint.acked_anything = false;
  endpoint.fin_received = endpoint.fin_pending = false;
  endpoint.ahead.clear();
}

void forget_numbers(Endpoint& endpoint) {
  Endpoint fresh;
  fresh.state = endpoint.state;
  fresh.listener = endpoint.listener;
  fresh.passive = endpoint.passive;
  fresh.overheard = endpoint.overheard;
  fresh.fin_timeout = endpoint.fin_timeout;
  endpoint = std::move(fresh);
}

void absorb(Endpoint& endpoint, std::uint32_t begin, std::uint32_t end) {
  if (!after(end, endpoint.receive_next) || distance(endpoint.receive_next, begin) > largest_window)
    return;
  if (!after(begin, endpoint.receive_next)) {
    endpoint.receive_next = endpoint.ahead.reach_from(end);
    return;
  }
  endpoint.ahead.add({begin, end});
}

bool fin_arrives(Endpoint& endpoint) {
  if (!endpoint.fin_pending || after(endpoint.peer_fin_sequence, endpoint.receive_next))
    return false;
  endpoint.receive_next = later(endpoint.receive_next, endpoint.peer_fin_sequence + 1);
  endpoint.fin_pending = false;
  endpoint.fin_received = true;
  return true;
}

void take_fin(Move& step, bool fin_acknowledged) {
  switch (step.endpoint.state) {
    // Of a SYN-FIN, taken with the SYN. The text of the RFC has this edge, its figure has not.
    case State::syn_received: change(step, State::close_wait, Reason::fin_received); break;
    case State::established: take(step, State::close_wait, Reason::fin_received); break;
    case State::fin_wait_1:
      if (fin_acknowledged)
        take(step, State::time_wait, Reason::fin_and_ack_of_fin_received);
      else
        take(step, State::closing, Reason::crossing_fin_received);
      break;
    case State::fin_wait_2: take(step, State::time_wait, Reason::fin_received); break;
    default: break;
  }
}

}  // namespace wirelab::tcp
