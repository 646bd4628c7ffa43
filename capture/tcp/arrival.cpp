#include "capture/tcp/machine.hpp"
#include "capture/tcp/sequence.hpp"
#include "capture/tcp/step.hpp"

namespace wirelab::tcp {

namespace {

// RFC 9293 3.10.7.2. Linux drops SYN+FIN here.
void receive_in_listen(Move& step, const Segment& segment) {
  if (!segment.has(syn) || segment.has(ack) || segment.has(rst) || segment.has(fin)) return;
  Endpoint& endpoint = step.endpoint;
  if (endpoint.state == State::closed) take(step, State::listen, Reason::passive_open);
  forget_numbers(endpoint);
  endpoint.passive = true;
  start_receiving(endpoint, segment.sequence);
  endpoint.peer_window_shift = segment.window_shift;
  endpoint.window_known = true;
  take(step, State::syn_received, Reason::syn_received);
}

// Of several FINs the first in sequence is the true one. One before RCV.NXT is old, unless it is
// what our last ACK counted: captures of several interfaces show an ACK before what it
// acknowledges.
void expect_fin(Endpoint& endpoint, std::uint32_t sequence) {
  if (endpoint.fin_received) return;
  const bool acknowledged =
      sequence + 1 == endpoint.acknowledged && sequence != endpoint.receive_initial;
  if (before(sequence, endpoint.receive_next) && !acknowledged) return;
  if (endpoint.fin_pending && !before(sequence, endpoint.peer_fin_sequence)) return;
  endpoint.fin_pending = true;
  endpoint.peer_fin_sequence = sequence;
}

// RFC 9293 3.10.7.3.
void receive_in_syn_sent(Move& step, const Segment& segment) {
  Endpoint& endpoint = step.endpoint;
  const bool acknowledges = segment.has(ack) &&
                            after(segment.acknowledgment, endpoint.send_initial) &&
                            not_after(segment.acknowledgment, endpoint.send_next);
  if (segment.has(ack) && !acknowledges) return;
  if (segment.has(rst)) {
    if (acknowledges) reset(step, Reason::refused);
    return;
  }
  if (!segment.has(syn)) return;
  start_receiving(endpoint, segment.sequence);
  endpoint.peer_window_shift = segment.window_shift;
  endpoint.window_known = true;
  if (segment.has(fin)) expect_fin(endpoint, segment.end() - 1);
  if (acknowledges) {
    endpoint.send_unacked = segment.acknowledgment;
    take(step, State::established, Reason::syn_ack_received);
  } else {
    take(step, State::syn_received, Reason::simultaneous_syn);
  }
}

// RFC 5961 section 3: only the exact RCV.NXT resets; inside the window a challenge ACK answers,
// outside nothing does, and neither changes the state. On our own bench, as in Linux, the number of
// an already received FIN counts as exact too (some stacks send it); whose stack a foreign capture
// shows, nobody knows, so there the RFC rules. Linux is milder than the RFC in SYN-RECEIVED, where
// it takes any RST inside the window.
bool reset_is_acceptable(const Endpoint& endpoint, const Segment& segment) {
  if (!endpoint.has_receive || segment.sequence == endpoint.receive_next) return true;
  if (endpoint.overheard) return false;
  const bool peer_closed = endpoint.state == State::close_wait ||
                           endpoint.state == State::closing || endpoint.state == State::last_ack;
  return peer_closed && segment.sequence + 1 == endpoint.receive_next;
}

// RFC 9293 lets a RST end TIME-WAIT, and Linux does. RFC 1337 advises against it, and BSD follows:
// a capture does not show whose stack it is, so the RST proves nothing there.
bool may_outlive_resets(const Endpoint& endpoint) {
  return endpoint.overheard && endpoint.state == State::time_wait;
}

void receive_reset(Move& step, const Segment& segment) {
  if (may_outlive_resets(step.endpoint)) return;
  if (!reset_is_acceptable(step.endpoint, segment)) return;
  if (step.endpoint.state == State::syn_received && step.endpoint.passive) {
    take(step, State::listen, Reason::reset_to_listen);
    forget_numbers(step.endpoint);
  } else {
    reset(step, Reason::reset_received);
  }
}

// An ACK that does not count the FIN its sender sent before. BSD looks at the ACK of an old segment
// too, and conformance suites written for it end connections so.
bool repeats_fin_number(const Endpoint& endpoint, const Segment& segment) {
  return endpoint.fin_received && segment.span() == 0 &&
         segment.sequence == endpoint.peer_fin_sequence;
}

// RFC 9293 3.10.7.4, first check, in Linux's form: a segment that ends before what we have
// acknowledged, or begins beyond the window, is answered but not looked at. The window is only
// certain on our own bench.
bool sequence_is_acceptable(const Endpoint& endpoint, const Segment& segment) {
  if (!endpoint.has_receive) return true;
  if (before(segment.end(), endpoint.acknowledged))
    return endpoint.overheard && repeats_fin_number(endpoint, segment);
  if (endpoint.overheard || !endpoint.window_known || !endpoint.acked_anything) return true;
  const std::uint32_t right_edge =
      later(endpoint.acknowledged + endpoint.window, endpoint.receive_next);
  return not_after(segment.sequence, right_edge);
}

// Fifth check. False: the segment is dropped.
bool receive_acknowledgment(Move& step, const Segment& segment) {
  Endpoint& endpoint = step.endpoint;
  const std::uint32_t number = segment.acknowledgment;
  if (!endpoint.has_send) {
    endpoint.has_send = true;
    endpoint.send_initial = number - 1;
    endpoint.send_next = endpoint.send_unacked = number;
  }
  if (after(number, endpoint.send_next)) {
    // A capture may lack frames, but nobody sends after its FIN, nor before its SYN is
    // acknowledged.
    const bool impossible = endpoint.fin_sent || endpoint.state == State::syn_received;
    if (!endpoint.overheard || impossible) return false;
    endpoint.send_next = number;
  }
  if (endpoint.state == State::syn_received) {
    if (!after(number, endpoint.send_initial)) return false;
    take(step, State::established, Reason::ack_of_syn_received);
  }
  endpoint.send_unacked = later(endpoint.send_unacked, number);
  return true;
}

void receive_text_and_fin(Endpoint& endpoint, const Segment& segment) {
  if (!endpoint.has_receive) start_receiving(endpoint, segment.sequence - 1);
  const bool window_closed = !endpoint.overheard && endpoint.window_known &&
                             endpoint.acked_anything && endpoint.window == 0 &&
                             segment.sequence == endpoint.acknowledged;
  if (window_closed && segment.length > 0) return;
  absorb(endpoint, segment.sequence, segment.sequence + segment.length);
  if (segment.has(fin)) expect_fin(endpoint, segment.end() - 1);
}

// The edges that the ACK of our FIN takes, unless the peer's FIN in the same segment takes a
// shorter way.
void take_ack_of_fin(Move& step) {
  switch (step.endpoint.state) {
    case State::fin_wait_1: take(step, State::fin_wait_2, Reason::ack_of_fin_received); break;
    case State::closing: take(step, State::time_wait, Reason::ack_of_fin_received); break;
    case State::last_ack: take(step, State::closed, Reason::ack_of_fin_received); break;
    default: break;
  }
}

void receive_when_synchronized(Move& step, const Segment& segment) {
  Endpoint& endpoint = step.endpoint;
  if (segment.has(rst)) return receive_reset(step, segment);
  if (segment.has(syn)) {
    // In a simultaneous open the SYN-ACK's SYN is a duplicate but its ACK counts (figure 7 of the
    // RFC, and Linux). Every other SYN gets a challenge ACK.
    if (endpoint.state == State::syn_received && segment.has(ack) &&
        segment.sequence == endpoint.receive_initial)
      receive_acknowledgment(step, segment);
    return;
  }
  if (!segment.has(ack) || !sequence_is_acceptable(endpoint, segment)) return;
  if (!receive_acknowledgment(step, segment)) return;
  receive_text_and_fin(endpoint, segment);
  const bool fin_acknowledged =
      endpoint.fin_sent && after(endpoint.send_unacked, endpoint.fin_sequence);
  if (fin_arrives(endpoint)) take_fin(step, fin_acknowledged);
  if (fin_acknowledged) take_ack_of_fin(step);
}

void receive_when_unknown(Move& step, const Segment& segment) {
  Endpoint& endpoint = step.endpoint;
  if (segment.has(rst)) return reset(step, Reason::reset_received);
  if (segment.has(syn)) {
    start_receiving(endpoint, segment.sequence);
    endpoint.peer_window_shift = segment.window_shift;
    endpoint.window_known = true;
    return;
  }
  if (!segment.has(ack)) return;
  if (segment.has(fin)) {
    // What is missing before it was lost by the capture, for all that is known.
    endpoint.has_receive = false;
    endpoint.state = State::established;
    receive_when_synchronized(step, segment);
    if (step.change_count == 0) endpoint.state = State::unknown;
    return;
  }
  receive_acknowledgment(step, segment);
  receive_text_and_fin(endpoint, segment);
  endpoint.shown_receiving = true;
  recognise(step);
}

}  // namespace

Move receive(Endpoint& endpoint, const Segment& segment) {
  Move step{endpoint};
  switch (endpoint.state) {
    case State::closed:
      if (endpoint.listener) receive_in_listen(step, segment);
      break;
    case State::listen: receive_in_listen(step, segment); break;
    case State::syn_sent: receive_in_syn_sent(step, segment); break;
    case State::unknown: receive_when_unknown(step, segment); break;
    default: receive_when_synchronized(step, segment); break;
  }
  return step;
}

Step received(const Endpoint& endpoint, const Segment& segment) {
  Endpoint next = endpoint;
  return Step(receive(next, segment));
}

}  // namespace wirelab::tcp
