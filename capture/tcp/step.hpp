#pragma once

#include "capture/tcp/machine.hpp"

namespace wirelab::tcp {

// Takes the edge of the table from the current state, or nothing when the table has no such row.
bool take(Move& step, State to, Reason reason);
// To CLOSED by a RST, from any state: a flash, not an arrow.
void reset(Move& step, Reason reason);
// From unknown to ESTABLISHED once both directions were seen.
void recognise(Move& step);

// An endpoint at the start of a connection that only its peer has begun: it stands where it stood.
Step still_in(const Endpoint& old);

// Starts the numbers of a direction at a SYN (RFC 9293 section 3.4.1).
void start_sending(Endpoint& endpoint, const Segment& syn_segment);
void start_receiving(Endpoint& endpoint, std::uint32_t initial);
// Forgets the numbers of a connection, keeps what is known of the socket.
void forget_numbers(Endpoint& endpoint);

// RCV.NXT and what lies beyond a gap, after [begin, end) arrived.
void absorb(Endpoint& endpoint, std::uint32_t begin, std::uint32_t end);
// True once, when RCV.NXT has reached the peer's FIN: RCV.NXT then steps over it.
bool fin_arrives(Endpoint& endpoint);
// The edge that the peer's FIN takes; `fin_acknowledged`: our own FIN is acknowledged by now.
void take_fin(Move& step, bool fin_acknowledged);

}  // namespace wirelab::tcp
