#include "capture/tcp/step.hpp"

#include "capture/tcp/sequence.hpp"
#include "capture/tcp/transitions.hpp"

namespace wirelab::tcp {

namespace {

// RFC 7323: no window is larger, so nothing beyond it is a continuation of this stream.
constexpr std::int32_t largest_window = 1 << 30;

void change(Step& step, State to, Reason reason) {
  if (step.change_count < step.changes.size())
    step.changes[step.change_count++] = Change{step.endpoint.state, to, reason};
  step.endpoint.state = to;
  step.reason = reason;
}

// Joins the ranges beyond the gap that now touch RCV.NXT.
void close_gaps(Endpoint& endpoint) {
  for (std::uint8_t i = 0; i < endpoint.ahead_count;) {
    const Range range = endpoint.ahead[i];
    if (after(range.begin, endpoint.receive_next)) {
      ++i;
      continue;
    }
    endpoint.receive_next = later(endpoint.receive_next, range.end);
    endpoint.ahead[i] = endpoint.ahead[--endpoint.ahead_count];
    i = 0;
  }
}

}  // namespace

bool take(Step& step, State to, Reason reason) {
  if (!edge(step.endpoint.state, to, reason)) return false;
  change(step, to, reason);
  return true;
}

void reset(Step& step, Reason reason) {
  if (step.endpoint.state != State::closed) change(step, State::closed, reason);
}

void recognise(Step& step) {
  if (step.endpoint.shown_sending && step.endpoint.shown_receiving)
    change(step, State::established, Reason::seen_midstream);
}

Step still_in(const Endpoint& old) {
  Step step;
  const bool stands = old.state != State::unknown && old.state != State::closed;
  if (!stands) return step;
  change(step, old.state, Reason::old_connection);
  step.endpoint = old;
  return step;
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
  endpoint.ahead_count = 0;
}

void forget_numbers(Endpoint& endpoint) {
  Endpoint fresh;
  fresh.state = endpoint.state;
  fresh.listener = endpoint.listener;
  fresh.passive = endpoint.passive;
  fresh.overheard = endpoint.overheard;
  fresh.fin_timeout = endpoint.fin_timeout;
  endpoint = fresh;
}

void absorb(Endpoint& endpoint, std::uint32_t begin, std::uint32_t end) {
  if (!after(end, endpoint.receive_next) || distance(endpoint.receive_next, begin) > largest_window)
    return;
  if (!after(begin, endpoint.receive_next)) {
    endpoint.receive_next = end;
    close_gaps(endpoint);
    return;
  }
  for (std::uint8_t i = 0; i < endpoint.ahead_count; ++i) {
    Range& range = endpoint.ahead[i];
    if (after(begin, range.end) || after(range.begin, end)) continue;
    range.begin = before(begin, range.begin) ? begin : range.begin;
    range.end = later(range.end, end);
    return;
  }
  // More gaps than are kept: RCV.NXT lags until an ACK of the endpoint's own proves it.
  if (endpoint.ahead_count < endpoint.ahead.size())
    endpoint.ahead[endpoint.ahead_count++] = {begin, end};
}

bool fin_arrives(Endpoint& endpoint) {
  if (!endpoint.fin_pending || after(endpoint.peer_fin_sequence, endpoint.receive_next))
    return false;
  endpoint.receive_next = later(endpoint.receive_next, endpoint.peer_fin_sequence + 1);
  endpoint.fin_pending = false;
  endpoint.fin_received = true;
  return true;
}

void take_fin(Step& step, bool fin_acknowledged) {
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
