#include "capture/tcp/machine.hpp"

#include "capture/tcp/sequence.hpp"
#include "capture/tcp/step.hpp"

namespace wirelab::tcp {

namespace {

// A RST closes its sender only if it is this connection's own: an abort carries SND.NXT, an answer
// of a socket that is gone the peer's acknowledgment. A RST that answers an unacceptable ACK
// carries that ACK's number, which is neither.
bool is_own_reset(const Endpoint& endpoint, const Segment& segment) {
  constexpr std::uint32_t perhaps_not_captured = 1u << 16;
  switch (endpoint.state) {
    case State::closed:
    case State::listen: return false;
    case State::unknown: return true;
    case State::syn_sent:
    case State::syn_received: return !endpoint.has_send || segment.sequence == endpoint.send_next;
    default: break;
  }
  if (!endpoint.has_send) return true;
  const std::uint32_t limit = endpoint.send_next + (endpoint.overheard ? perhaps_not_captured : 0);
  return not_before(segment.sequence, endpoint.send_unacked) && not_after(segment.sequence, limit);
}

void send_syn(Move& step, const Segment& segment) {
  Endpoint& endpoint = step.endpoint;
  if (endpoint.state == State::unknown || endpoint.state == State::closed ||
      endpoint.state == State::listen) {
    // Only a socket that was closed can send a SYN: whatever the numbers were, they begin anew.
    const bool was_listening = endpoint.state == State::listen;
    if (!was_listening) endpoint.state = State::closed;
    forget_numbers(endpoint);
    start_sending(endpoint, segment);
    take(step, State::syn_sent, was_listening ? Reason::send_from_listen : Reason::active_open);
  } else if (endpoint.overheard && endpoint.state == State::syn_received && !endpoint.passive &&
             !endpoint.acked_anything) {
    // Without an ACK it repeats its SYN: the peer's, which crossed it, never came or was refused.
    endpoint.state = State::closed;
    endpoint.has_receive = false;
    take(step, State::syn_sent, Reason::active_open);
  } else if (endpoint.state == State::syn_sent && endpoint.send_initial != segment.sequence) {
    start_sending(endpoint, segment);
  }
}

// Its connection is over, or the SYN it answers is not the one that connection began with
// (Linux takes such a SYN in TIME-WAIT).
bool begins_anew(const Endpoint& endpoint, const Segment& syn_ack) {
  if (endpoint.state == State::closed) return true;
  const bool again = endpoint.has_send && endpoint.send_initial == syn_ack.sequence;
  return endpoint.has_receive && !again && endpoint.receive_initial + 1 != syn_ack.acknowledgment;
}

// The SYN that was received, perhaps with the data it carried (TCP Fast Open, RFC 7413).
bool answers_syn(const Endpoint& endpoint, const Segment& syn_ack) {
  constexpr std::int32_t most_data = 1 << 14;
  const auto data = distance(endpoint.receive_initial + 1, syn_ack.acknowledgment);
  return endpoint.has_receive && data >= 0 && data <= most_data;
}

void send_syn_ack(Move& step, const Segment& segment) {
  Endpoint& endpoint = step.endpoint;
  const bool opening = endpoint.state == State::unknown || endpoint.state == State::syn_sent ||
                       endpoint.state == State::syn_received;
  if (endpoint.overheard && !opening && begins_anew(endpoint, segment)) {
    forget_numbers(endpoint);
    endpoint.state = State::listen;
  }
  switch (endpoint.state) {
    case State::unknown:
    case State::closed:
    case State::listen:
      // It answers a SYN, so it listened; the SYN itself may be missing in the capture or noted
      // later.
      endpoint.state = State::listen;
      endpoint.passive = true;
      take(step, State::syn_received, Reason::syn_received);
      break;
    case State::syn_sent: take(step, State::syn_received, Reason::simultaneous_syn); break;
    case State::syn_received: break;
    default: return;
  }
  if (!answers_syn(endpoint, segment)) start_receiving(endpoint, segment.acknowledgment - 1);
  if (!endpoint.has_send || endpoint.send_initial != segment.sequence)
    start_sending(endpoint, segment);
  // Some stacks refuse the FIN of a SYN-FIN; the peer will send it again.
  if (!after(segment.acknowledgment, endpoint.peer_fin_sequence)) endpoint.fin_pending = false;
}

// A segment that only a further state can send proves that state: what led there is missing in the
// capture.
void catch_up(Move& step, const Segment& segment) {
  Endpoint& endpoint = step.endpoint;
  if (!segment.has(ack)) return;
  if (endpoint.state == State::syn_sent) take(step, State::established, Reason::syn_ack_received);
  // Who took data with the SYN may answer at once (TCP Fast Open, RFC 7413). What came later was
  // only taken with the ACK of our SYN.
  const bool took_data_of_syn = endpoint.acknowledged != endpoint.receive_initial + 1;
  const bool took_later_data =
      endpoint.acked_anything && after(segment.acknowledgment, endpoint.acknowledged);
  if (endpoint.state == State::syn_received &&
      (took_later_data || (segment.length > 0 && !took_data_of_syn)))
    take(step, State::established, Reason::ack_of_syn_received);
}

void announce(Endpoint& endpoint, const Segment& segment) {
  const bool scaled = !segment.has(syn) && endpoint.window_known && endpoint.window_shift != 255 &&
                      endpoint.peer_window_shift != 255;
  const unsigned shift = endpoint.window_shift > 14 ? 14 : endpoint.window_shift;
  endpoint.window = std::uint32_t{segment.window} << (scaled ? shift : 0);
}

// What the numbers of a sent segment prove: SND.NXT, and by its ACK, RCV.NXT.
void advance(Endpoint& endpoint, const Segment& segment) {
  constexpr std::int32_t plausible = 1 << 30;
  if (!endpoint.has_send) {
    endpoint.has_send = true;
    endpoint.send_initial = segment.sequence - 1;
    endpoint.send_unacked = segment.sequence;
    endpoint.send_next = segment.end();
  } else if (!segment.has(syn) && distance(endpoint.send_next, segment.end()) <= plausible) {
    endpoint.send_next = later(endpoint.send_next, segment.end());
  }
  if (!segment.has(ack)) return;
  if (!endpoint.has_receive) start_receiving(endpoint, segment.acknowledgment - 1);
  if (distance(endpoint.receive_next, segment.acknowledgment) > plausible) return;
  absorb(endpoint, endpoint.receive_next, segment.acknowledgment);
  endpoint.acknowledged = endpoint.acked_anything
                              ? later(endpoint.acknowledged, segment.acknowledgment)
                              : segment.acknowledgment;
  endpoint.acked_anything = true;
  // Whose frames may be missing, the window is no measure for.
  if (!endpoint.overheard) announce(endpoint, segment);
}

void send_fin(Move& step, const Segment& segment) {
  Endpoint& endpoint = step.endpoint;
  if (endpoint.state == State::unknown) endpoint.state = State::established;
  const bool crossed = endpoint.overheard && endpoint.state == State::close_wait &&
                       segment.has(ack) &&
                       not_after(segment.acknowledgment, endpoint.peer_fin_sequence);
  if (crossed) {
    // It had not received the peer's FIN when it sent this one: the capture, which takes every
    // frame for delivered at once, was wrong by one flight.
    endpoint.state = State::established;
    take(step, State::fin_wait_1, Reason::close_called);
    take_fin(step, false);
  } else if (endpoint.state == State::close_wait) {
    take(step, State::last_ack, Reason::close_after_fin);
  } else {
    take(step, State::fin_wait_1, Reason::close_called);
  }
  if (endpoint.fin_sent || endpoint.state == State::closed || endpoint.state == State::listen)
    return;
  endpoint.fin_sent = true;
  endpoint.fin_sequence = segment.sequence + segment.length;
}

// Nothing but a SYN, a FIN or a RST can change its state.
bool is_flowing(const Endpoint& endpoint) {
  const bool knows = endpoint.overheard & endpoint.has_send & endpoint.has_receive;
  return (endpoint.state == State::established) & knows &
         !(endpoint.fin_pending | endpoint.fin_sent);
}

}  // namespace

Move send(Endpoint& endpoint, const Segment& segment) {
  Move step{endpoint};
  if (segment.has(rst)) {
    if (is_own_reset(endpoint, segment)) reset(step, Reason::reset_sent);
    return step;
  }
  if (segment.has(syn)) {
    if (segment.has(ack))
      send_syn_ack(step, segment);
    else
      send_syn(step, segment);
  } else {
    catch_up(step, segment);
  }
  if (step.endpoint.state == State::closed || step.endpoint.state == State::listen) return step;
  advance(step.endpoint, segment);
  if (fin_arrives(step.endpoint)) take_fin(step, false);
  if (segment.has(fin) && !segment.has(syn)) send_fin(step, segment);
  if (step.endpoint.state == State::unknown && segment.has(ack)) {
    step.endpoint.shown_sending = true;
    recognise(step);
  }
  return step;
}

Step sent(const Endpoint& endpoint, const Segment& segment) {
  Endpoint next = endpoint;
  return Step(send(next, segment));
}

bool is_plain(const Endpoint& sender, const Endpoint& receiver, const Segment& segment) {
  constexpr unsigned special = syn | fin | rst;
  return (segment.flags & (special | ack)) == ack && is_flowing(sender) && is_flowing(receiver);
}

void stride(Endpoint& sender, Endpoint& receiver, const Segment& segment) {
  advance(sender, segment);
  if (before(segment.end(), receiver.acknowledged)) return;
  if (after(segment.acknowledgment, receiver.send_next))
    receiver.send_next = segment.acknowledgment;
  receiver.send_unacked = later(receiver.send_unacked, segment.acknowledgment);
  absorb(receiver, segment.sequence, segment.end());
}

Step called(const Endpoint& endpoint, Call call) {
  Endpoint next = endpoint;
  Move step{next};
  State& state = step.endpoint.state;
  switch (call) {
    case Call::listen:
      if (state == State::unknown) state = State::closed;
      step.endpoint.listener = step.endpoint.passive = true;
      take(step, State::listen, Reason::passive_open);
      break;
    case Call::close:
    case Call::abort:
      step.endpoint.listener = false;
      step.endpoint.orphan = true;
      if (state == State::listen) take(step, State::closed, Reason::listener_closed);
      if (state == State::syn_sent) take(step, State::closed, Reason::open_abandoned);
      break;
    case Call::timed_out: take(step, State::closed, Reason::retries_exhausted); break;
    case Call::connect:         // its SYN shows it
    case Call::shutdown_write:  // its FIN shows it
      break;
  }
  return Step(step);
}

Step elapsed(const Endpoint& endpoint, std::int64_t since) {
  Endpoint next = endpoint;
  Move step{next};
  if (endpoint.state == State::time_wait && since >= two_msl)
    take(step, State::closed, Reason::two_msl_elapsed);
  if (endpoint.state == State::fin_wait_2 && endpoint.orphan && since >= endpoint.fin_timeout_ns())
    take(step, State::closed, Reason::orphan_timeout);
  return Step(step);
}

}  // namespace wirelab::tcp
