#include "lessons/script/socket.hpp"

#include "lessons/script/descriptor.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wirelab::lessons {
namespace {

sockaddr_in address_of(std::uint32_t address, std::uint16_t port) {
  sockaddr_in in{};
  in.sin_family = AF_INET;
  in.sin_port = htons(port);
  in.sin_addr.s_addr = htonl(address);
  return in;
}

const sockaddr* generic(const sockaddr_in& in) { return reinterpret_cast<const sockaddr*>(&in); }

}  // namespace

Tuple Socket::tuple() const {
  const std::lock_guard lock(descriptor_->mutex);
  return descriptor_->tuple;
}

Returned Socket::call(Program::Call call) {
  call.on = descriptor_;
  return descriptor_->program.start(std::move(call)).result();
}

Returned Socket::bind(std::uint16_t port) {
  return call({.name = "bind",
               .arguments = fmt::format("{}, 0.0.0.0:{}", descriptor_->number, port),
               .act = [socket = descriptor_->socket.get(), port](Returned&) {
                 const sockaddr_in in = address_of(INADDR_ANY, port);
                 return ::bind(socket, generic(in), sizeof in);
               }});
}

Returned Socket::listen(int backlog) {
  return call({.name = "listen",
               .arguments = fmt::format("{}, {}", descriptor_->number, backlog),
               .act = [socket = descriptor_->socket.get(),
                       backlog](Returned&) { return ::listen(socket, backlog); },
               .changes_state = true});
}

Pending Socket::connect(const Host& to, std::uint16_t port) {
  const std::string remote = endpoint_text(to.address(), port);
  return descriptor_->program.start(
      {.name = "connect",
       .arguments = fmt::format("{}, {}", descriptor_->number, remote),
       .remote = remote,
       .on = descriptor_,
       .act =
           [socket = descriptor_->socket.get(), address = to.address(), port](Returned&) {
             const sockaddr_in in = address_of(address, port);
             return ::connect(socket, generic(in), sizeof in);
           },
       .changes_state = true});
}

Pending Socket::accept() {
  return descriptor_->program.start(
      {.name = "accept",
       .arguments = fmt::format("{}, NULL, NULL", descriptor_->number),
       .on = descriptor_,
       .act = [socket = descriptor_->socket.get()](
                  Returned&) { return ::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC); },
       .changes_state = true});
}

Returned Socket::send(std::string_view text) {
  return call(
      {.name = "send",
       .arguments = fmt::format("{}, \"{}\", {}, 0", descriptor_->number, text, text.size()),
       .act = [socket = descriptor_->socket.get(), data = std::string(text)](Returned&) {
         return ::send(socket, data.data(), data.size(), MSG_NOSIGNAL);
       }});
}

Pending Socket::recv(std::size_t most) {
  return descriptor_->program.start(
      {.name = "recv",
       .arguments = fmt::format("{}, buffer, {}, 0", descriptor_->number, most),
       .on = descriptor_,
       .act = [socket = descriptor_->socket.get(), most](Returned& result) {
         result.data.resize(most);
         const long got = ::recv(socket, result.data.data(), most, 0);
         result.data.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
         return got;
       }});
}

Returned Socket::linger(int seconds) {
  return call({.name = "setsockopt",
               .arguments = fmt::format("{}, SOL_SOCKET, SO_LINGER, {{1, {}}}", descriptor_->number,
                                        seconds),
               .act = [socket = descriptor_->socket.get(), seconds](Returned&) {
                 const ::linger value{.l_onoff = 1, .l_linger = seconds};
                 return ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &value, sizeof value);
               }});
}

Returned Socket::close() {
  return call({.name = "close",
               .arguments = fmt::format("{}", descriptor_->number),
               .act = [descriptor = descriptor_](
                          Returned&) { return ::close(descriptor->socket.release()); },
               .changes_state = true});
}

}  // namespace wirelab::lessons
