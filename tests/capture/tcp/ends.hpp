#pragma once

#include "capture/tcp/machine.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>

// Endpoints in each state, every one promoted from the one before by the segments that lead there.
// Our numbers begin at `iss`, the peer's at `irs`; our FIN is at iss + 1, the peer's at irs + 1.
namespace wirelab::tcp::ends {

constexpr std::uint32_t iss = 1000;
constexpr std::uint32_t irs = 5000;
constexpr std::uint16_t room = 64240;

inline Segment segment(unsigned flags, std::uint32_t sequence, std::uint32_t acknowledgment = 0,
                       std::uint32_t length = 0) {
  return {.sequence = sequence,
          .acknowledgment = acknowledgment,
          .flags = static_cast<std::uint16_t>(flags),
          .window = room,
          .length = length};
}

// The segment must change the state, to this one.
inline Endpoint moved(const Step& step, State to) {
  CHECK(step.reason);
  CHECK(std::string(name(step.endpoint.state)) == std::string(name(to)));
  return step.endpoint;
}
// The segment must leave the state as it is.
inline Endpoint stayed(const Endpoint& before, const Step& step) {
  CHECK(std::string(name(step.endpoint.state)) == std::string(name(before.state)));
  CHECK_FALSE(step.reason);
  CHECK(step.change_count == 0);
  return step.endpoint;
}

inline Segment our_syn() { return segment(syn, iss); }
inline Segment our_syn_ack() { return segment(syn | ack, iss, irs + 1); }
inline Segment our_fin() { return segment(fin | ack, iss + 1, irs + 1); }
inline Segment peer_syn() { return segment(syn, irs); }
inline Segment peer_syn_ack() { return segment(syn | ack, irs, iss + 1); }
inline Segment peer_ack() { return segment(ack, irs + 1, iss + 1); }
inline Segment peer_fin() { return segment(fin | ack, irs + 1, iss + 1); }
inline Segment peer_ack_of_fin() { return segment(ack, irs + 1, iss + 2); }
inline Segment peer_fin_and_ack_of_fin() { return segment(fin | ack, irs + 1, iss + 2); }

inline Endpoint closed() {
  Endpoint endpoint;
  endpoint.state = State::closed;
  return endpoint;
}
inline Endpoint listening() { return moved(called(closed(), Call::listen), State::listen); }
inline Endpoint syn_sent() { return moved(sent(closed(), our_syn()), State::syn_sent); }
// After a passive open.
inline Endpoint syn_received() {
  const Endpoint endpoint = moved(received(listening(), peer_syn()), State::syn_received);
  return stayed(endpoint, sent(endpoint, our_syn_ack()));
}
// Both opened at once.
inline Endpoint syn_received_actively() {
  const Endpoint endpoint = moved(received(syn_sent(), peer_syn()), State::syn_received);
  return stayed(endpoint, sent(endpoint, our_syn_ack()));
}
inline Endpoint established() {
  return moved(received(syn_received(), peer_ack()), State::established);
}
inline Endpoint established_actively() {
  return moved(received(syn_sent(), peer_syn_ack()), State::established);
}
inline Endpoint fin_wait_1() { return moved(sent(established(), our_fin()), State::fin_wait_1); }
inline Endpoint fin_wait_2() {
  return moved(received(fin_wait_1(), peer_ack_of_fin()), State::fin_wait_2);
}
inline Endpoint closing() { return moved(received(fin_wait_1(), peer_fin()), State::closing); }
inline Endpoint close_wait() {
  return moved(received(established(), peer_fin()), State::close_wait);
}
inline Endpoint last_ack() {
  return moved(sent(close_wait(), segment(fin | ack, iss + 1, irs + 2)), State::last_ack);
}
inline Endpoint time_wait() {
  return moved(received(fin_wait_2(), segment(fin | ack, irs + 1, iss + 2)), State::time_wait);
}

inline Endpoint in(State state) {
  switch (state) {
    case State::unknown: return {};
    case State::closed: return closed();
    case State::listen: return listening();
    case State::syn_sent: return syn_sent();
    case State::syn_received: return syn_received();
    case State::established: return established();
    case State::fin_wait_1: return fin_wait_1();
    case State::fin_wait_2: return fin_wait_2();
    case State::close_wait: return close_wait();
    case State::closing: return closing();
    case State::last_ack: return last_ack();
    case State::time_wait: return time_wait();
  }
  return {};
}

}  // namespace wirelab::tcp::ends
