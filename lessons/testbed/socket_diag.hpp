#pragma once

#include "capture/bytes/result.hpp"
#include "capture/tcp/state.hpp"
#include "lessons/testbed/tuple.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lessons {

// One row of sock_diag. -1: the kernel does not say (TIME-WAIT and request sockets carry no
// tcp_info).
struct SocketReading {
  Tuple tuple;  // as the kernel has it; remote 0:0 when a listener answered
  tcp::State state = tcp::State::closed;
  std::string timer;  // retransmit, keepalive, time-wait, persist or empty
  std::int64_t timer_left_ns = 0;
  std::int64_t receive_queue = -1, send_queue = -1;
  std::int64_t rto_ns = -1, rtt_ns = -1, retransmits = -1, unacked = -1, cwnd = -1, ssthresh = -1,
               send_window = -1, mss = -1;
};

// A NETLINK_SOCK_DIAG socket that was opened inside one host's network namespace; usable from any
// thread, one at a time.
class SocketDiag {
 public:
  static Result<SocketDiag> open();  // in the calling thread's network namespace
  // The socket with exactly this 4-tuple, or the listener that would answer it; nothing: no such
  // socket. About 3 us.
  std::optional<SocketReading> read(const Tuple& tuple) const;
  // Every TCP socket of the host (no CLOSE rows).
  std::vector<SocketReading> dump() const;

  SocketDiag(SocketDiag&& other) noexcept;
  SocketDiag& operator=(SocketDiag&& other) noexcept;
  ~SocketDiag();

 private:
  explicit SocketDiag(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace wirelab::lessons
