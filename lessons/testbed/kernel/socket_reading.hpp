#pragma once

#include "capture/tcp/state.hpp"
#include "lessons/testbed/base/tuple.hpp"

#include <cstdint>
#include <string>

namespace wirelab::lessons {

enum class Transport : std::uint8_t { tcp, udp };

// What SO_MEMINFO knows: bytes, as the kernel charges them (each packet costs more than its
// payload). -1: not said.
struct SocketMemory {
  std::int64_t received = -1, receive_buffer = -1;  // what waits for the program; SO_RCVBUF
  std::int64_t queued = -1, send_buffer = -1;       // what waits to be sent or acknowledged
  std::int64_t drops = -1;                          // packets that found no room, ever
  bool operator==(const SocketMemory&) const = default;
};

// One row of sock_diag. -1: the kernel does not say (TIME-WAIT and request sockets carry no
// tcp_info, UDP has none).
struct SocketReading {
  Transport transport = Transport::tcp;
  Tuple tuple;               // as the kernel has it; remote port 0: not connected
  std::uint64_t cookie = 0;  // the kernel's own number of this socket, the same all its life
  tcp::State state = tcp::State::closed;  // of TCP; unknown of UDP
  std::string timer;                      // retransmit, keepalive, time-wait, persist or empty
  std::int64_t timer_left_ns = 0;
  // Bytes; of a listener the connections that wait for accept(), and how many may. A SYN and a FIN
  // count as one byte.
  std::int64_t receive_queue = -1, send_queue = -1;
  std::int64_t syn_queue =
      -1;  // of a listener: connections in SYN-RECEIVED, where they were counted
  std::int64_t rto_ns = -1, rtt_ns = -1;
  std::int64_t retransmits = -1;     // ever
  std::int64_t retransmitting = -1;  // segments sent again and not acknowledged yet
  std::int64_t backoff = -1;         // how often the RTO was doubled
  std::int64_t probes = -1;          // of a closed window, not answered yet
  std::int64_t unacked = -1, lost = -1, sacked = -1, cwnd = -1, ssthresh = -1;       // segments
  std::int64_t send_window = -1, receive_window = -1, receive_space = -1, mss = -1;  // bytes
  std::string congestion;  // open, disorder, cwr, recovery, loss; empty: not said
  SocketMemory memory;

  bool listens() const { return state == tcp::State::listen; }
  // A connection in SYN-RECEIVED that is a listener's: as small as its request.
  bool is_request() const { return state == tcp::State::syn_received && rto_ns < 0; }
};

}  // namespace wirelab::lessons
