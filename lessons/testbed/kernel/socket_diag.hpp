#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"
#include "lessons/testbed/kernel/diag_answer.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace wirelab::lessons {

// A NETLINK_SOCK_DIAG socket that was opened inside one host's network namespace; usable from any
// thread, one at a time.
class SocketDiag {
 public:
  static Result<SocketDiag> open();  // in the calling thread's network namespace
  // The socket with exactly this 4-tuple, or the one that would answer it: a TCP listener, a UDP
  // socket that is not connected; nothing: no such socket. About 3 us.
  std::optional<SocketReading> read(const Tuple& tuple, Transport transport = Transport::tcp) const;
  // Every TCP socket of the host, IPv4 and IPv6 (no CLOSE rows); or every UDP socket.
  std::vector<SocketReading> dump(Transport transport = Transport::tcp) const;
  // The TCP sockets in SYN-RECEIVED at this local port.
  std::size_t requests_at(std::uint16_t port) const;

 private:
  std::vector<SocketReading> dump(Transport transport, std::uint32_t states) const;
  explicit SocketDiag(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor descriptor_;
  mutable std::uint32_t sequence_ = 0;
};

}  // namespace wirelab::lessons
