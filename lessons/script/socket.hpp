#pragma once

#include "lessons/script/program.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// A socket of a program, TCP or UDP, by its C names. It belongs to its program: it is closed by
// close(), by the program's exit, or when the scene has ended. Calls that may block and return a
// Pending return to the script at once; the others wait for their return. Addresses are dotted
// numbers ("127.0.0.1"), flags those of <sys/socket.h>. Every call is noted with its arguments and
// its errno.
class Socket {
 public:
  Program& program() const;  // whose it is

  // To every address of the host, or to one of them.
  Returned bind(std::uint16_t port) { return bind("0.0.0.0", port); }
  Returned bind(std::string_view address, std::uint16_t port);
  Returned listen(int backlog);
  Pending connect(const Host& to, std::uint16_t port);
  Pending connect(std::string_view address, std::uint16_t port);
  Pending accept();
  Returned shutdown(int how);  // SHUT_RD, SHUT_WR, SHUT_RDWR
  Returned close();
  Pending start_close();   // right after what the program is still busy with
  Returned nonblocking();  // fcntl(F_SETFL, O_NONBLOCK)

  // SIGPIPE is blocked in these programs: EPIPE is returned with flags 0 too.
  Returned send(std::string_view text, int flags = 0) { return start_send(text, flags).result(); }
  Pending start_send(std::string_view text, int flags = 0);  // a full buffer blocks it
  // So many letters, a to z again and again: what is read can be compared with pattern().
  Returned send_bytes(std::size_t count, int flags = 0) {
    return start_send_bytes(count, flags).result();
  }
  Pending start_send_bytes(std::size_t count, int flags = 0);
  static std::string pattern(std::size_t count);
  Pending recv(std::size_t most, int flags = 0);
  // Datagrams. With MSG_TRUNC recvfrom() returns the whole length of one that was cut; recvmsg()
  // says in Returned::flags that it was.
  Returned sendto(std::string_view text, std::string_view address, std::uint16_t port);
  // The same without a port, for a raw socket: `shown` says what the packet is.
  Returned sendto_raw(std::string packet, const std::string& shown, std::string_view address);
  Returned sendto_bytes(std::size_t count, std::string_view address, std::uint16_t port);
  Pending recvfrom(std::size_t most, int flags = 0);
  Pending recvmsg(std::size_t most, int flags = 0);

  // By the option's name in C: "SO_REUSEADDR". A name that is not known fails the step.
  Returned set(std::string_view option, int value);
  Returned get(std::string_view option);  // Returned::number
  Returned linger(int seconds);           // SO_LINGER {1, seconds}
  Returned join(std::string_view group);  // IP_ADD_MEMBERSHIP on the default interface
  // ioctl(SIOCDELRT) for 0.0.0.0/0: this host knows its own nets only.
  Returned remove_default_route();

  // As the kernel has it, after bind or connect; remote 0:0 for a listener.
  Tuple tuple() const;

 private:
  friend class Program;
  friend class Pending;
  explicit Socket(std::shared_ptr<Program::Descriptor> descriptor)
      : descriptor_(std::move(descriptor)) {}
  Pending start(Program::Call call);
  Returned call(Program::Call call) { return start(std::move(call)).result(); }
  Pending start_send_of(std::string data, std::string shown, int flags);
  Returned sendto_of(std::string data, const std::string& shown, std::string_view address,
                     std::uint16_t port);
  // "3, " and the rest of the arguments.
  std::string arguments(std::string_view rest) const;

  std::shared_ptr<Program::Descriptor> descriptor_;
};

}  // namespace wirelab::lessons
