#include "lessons/script/socket.hpp"

#include "lessons/script/c_names.hpp"
#include "lessons/script/descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

// A socket's life: from bind() to close().
namespace wirelab::lessons {

Program& Socket::program() const { return descriptor_->program; }

Tuple Socket::tuple() const {
  const std::lock_guard lock(descriptor_->mutex);
  return descriptor_->tuple;
}

Pending Socket::start(Program::Call call) {
  call.on = descriptor_;
  return descriptor_->program.start(std::move(call));
}

std::string Socket::arguments(std::string_view rest) const {
  return fmt::format("{}, {}", descriptor_->number, rest);
}

Returned Socket::bind(std::string_view address, std::uint16_t port) {
  return call({.name = "bind",
               .arguments = arguments(fmt::format("{}:{}", address, port)),
               .act = [socket = descriptor_->socket.get(), in = socket_address(address, port)](
                          Returned&) { return ::bind(socket, generic(in), sizeof in); }});
}

Returned Socket::listen(int backlog) {
  return call({.name = "listen",
               .arguments = arguments(std::to_string(backlog)),
               .act = [socket = descriptor_->socket.get(),
                       backlog](Returned&) { return ::listen(socket, backlog); },
               .changes_state = true});
}

Pending Socket::connect(const Host& to, std::uint16_t port) {
  return connect(to.address_text(), port);
}

Pending Socket::connect(std::string_view address, std::uint16_t port) {
  const std::string remote = fmt::format("{}:{}", address, port);
  return start({.name = "connect",
                .arguments = arguments(remote),
                .remote = remote,
                .act =
                    [on = descriptor_, in = socket_address(address, port)](Returned&) {
                      const int done = ::connect(on->socket.get(), generic(in), sizeof in);
                      if (done != 0 && errno == EINPROGRESS)
                        on->calling = {0, 0, ntohl(in.sin_addr.s_addr), ntohs(in.sin_port)};
                      return done;
                    },
                .changes_state = true});
}

Pending Socket::accept() {
  return start({.name = "accept",
                .arguments = arguments("NULL, NULL"),
                .act = [socket = descriptor_->socket.get()](
                           Returned&) { return ::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC); },
                .changes_state = true,
                .opens = true});
}

Returned Socket::shutdown(int how) {
  return call({.name = "shutdown",
               .arguments = arguments(shutdown_in_c(how)),
               .act = [socket = descriptor_->socket.get(),
                       how](Returned&) { return ::shutdown(socket, how); },
               .changes_state = true});
}

Returned Socket::close() { return start_close().result(); }

Pending Socket::start_close() {
  return start({.name = "close",
                .arguments = std::to_string(descriptor_->number),
                .act = [descriptor = descriptor_](
                           Returned&) { return ::close(descriptor->socket.release()); },
                .changes_state = true,
                .closes = true});
}

Returned Socket::nonblocking() {
  return call({.name = "fcntl",
               .arguments = arguments("F_SETFL, O_NONBLOCK"),
               .act = [socket = descriptor_->socket.get()](Returned&) {
                 return ::fcntl(socket, F_SETFL, O_NONBLOCK);
               }});
}

}  // namespace wirelab::lessons
