#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/testbed/base/tuple.hpp"

#include <sys/socket.h>
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace wirelab::lessons {

// A call's result: its value, or an errno.
struct CallResult {
  long value = 0;
  int error = 0;
};

// The address argument of bind and connect.
struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t length = 0;
  const sockaddr* generic() const { return reinterpret_cast<const sockaddr*>(&storage); }
};
// "10.0.0.2:8080", "[fd00::1]:8080"; empty for other families.
std::string text_of(const SocketAddress& address);
// 127.0.0.0/8, ::1 and ::ffff:127.0.0.0/104: only the own host reaches it.
bool is_loopback(const SocketAddress& address);

// An IPv4 or IPv6 socket of a program on a host, by a descriptor of ours for the same open file.
class GatedSocket {
 public:
  // Nothing: no socket, or one of another family, which is nobody's business.
  static std::optional<GatedSocket> from(FileDescriptor descriptor);

  int descriptor() const { return descriptor_.get(); }
  FileDescriptor release() { return std::move(descriptor_); }
  ino_t inode() const { return inode_; }
  bool is_tcp() const;
  // "tcp", "udp", "icmp" or "raw".
  std::string protocol() const;
  bool listens() const;
  bool blocks() const;  // O_NONBLOCK is not set
  bool is_readable() const;
  bool is_writable() const;
  Tuple tuple() const;        // ports 0 where unknown
  std::string local() const;  // "10.0.0.1:43210"; empty: not bound
  std::string remote() const;
  SocketAddress local_address() const;
  SocketAddress remote_address() const;
  // SO_RCVTIMEO, SO_SNDTIMEO in ns; nothing: for ever.
  std::optional<std::int64_t> timeout(int option) const;

  // Begins or finishes connect() and never waits: 0, or -1 and errno, EINPROGRESS and EALREADY too.
  int connect(const SocketAddress& to) const;

 private:
  GatedSocket() = default;
  int option(int name) const;
  FileDescriptor descriptor_;
  int family_ = 0, type_ = 0, protocol_ = 0;
  ino_t inode_ = 0;
};

}  // namespace wirelab::lessons
