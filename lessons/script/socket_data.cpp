#include "lessons/script/c_names.hpp"
#include "lessons/script/descriptor.hpp"
#include "lessons/script/socket.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>

// Bytes and datagrams, in and out.
namespace wirelab::lessons {
namespace {

std::string text_of(const sockaddr_in& from) {
  return endpoint_text(ntohl(from.sin_addr.s_addr), ntohs(from.sin_port));
}

// What a call that reads leaves in its buffer of `most` bytes.
void keep_read(Returned& result, long got) {
  result.reads = true;
  result.data.resize(got > 0 ? std::min(static_cast<std::size_t>(got), result.data.size()) : 0);
}

}  // namespace

std::string Socket::pattern(std::size_t count) {
  std::string text(count, 'a');
  for (std::size_t i = 0; i < count; ++i) text[i] = static_cast<char>('a' + i % 26);
  return text;
}

Pending Socket::start_send_of(std::string data, std::string shown, int flags) {
  return start({.name = "send",
                .arguments = arguments(
                    fmt::format("{}, {}, {}", shown, data.size(), message_flags_in_c(flags))),
                .act = [socket = descriptor_->socket.get(), data = std::move(data), flags](
                           Returned&) { return ::send(socket, data.data(), data.size(), flags); }});
}

Pending Socket::start_send(std::string_view text, int flags) {
  return start_send_of(std::string(text), quoted_in_c(text), flags);
}

Pending Socket::start_send_bytes(std::size_t count, int flags) {
  return start_send_of(pattern(count), "buffer", flags);
}

Pending Socket::recv(std::size_t most, int flags) {
  return start(
      {.name = "recv",
       .arguments = arguments(fmt::format("buffer, {}, {}", most, message_flags_in_c(flags))),
       .act = [socket = descriptor_->socket.get(), most, flags](Returned& result) {
         result.data.resize(most);
         const long got = ::recv(socket, result.data.data(), most, flags);
         keep_read(result, got);
         return got;
       }});
}

Returned Socket::sendto_of(std::string data, const std::string& shown, std::string_view address,
                           std::uint16_t port) {
  const std::string remote = fmt::format("{}:{}", address, port);
  return call({.name = "sendto",
               .arguments = arguments(fmt::format("{}, {}, 0, {}", shown, data.size(), remote)),
               .remote = remote,
               .act = [socket = descriptor_->socket.get(), data = std::move(data),
                       in = socket_address(address, port)](Returned&) {
                 return ::sendto(socket, data.data(), data.size(), 0, generic(in), sizeof in);
               }});
}

Returned Socket::sendto_raw(std::string packet, const std::string& shown,
                            std::string_view address) {
  return call({.name = "sendto",
               .arguments = arguments(fmt::format("{}, {}, 0, {}", shown, packet.size(), address)),
               .act = [socket = descriptor_->socket.get(), packet = std::move(packet),
                       in = socket_address(address, 0)](Returned&) {
                 return ::sendto(socket, packet.data(), packet.size(), 0, generic(in), sizeof in);
               }});
}

Returned Socket::sendto(std::string_view text, std::string_view address, std::uint16_t port) {
  return sendto_of(std::string(text), quoted_in_c(text), address, port);
}

Returned Socket::sendto_bytes(std::size_t count, std::string_view address, std::uint16_t port) {
  return sendto_of(pattern(count), "buffer", address, port);
}

Pending Socket::recvfrom(std::size_t most, int flags) {
  return start({.name = "recvfrom",
                .arguments = arguments(
                    fmt::format("buffer, {}, {}, &from, &length", most, message_flags_in_c(flags))),
                .act = [socket = descriptor_->socket.get(), most, flags](Returned& result) {
                  sockaddr_in from{};
                  socklen_t length = sizeof from;
                  result.data.resize(most);
                  const long got = ::recvfrom(socket, result.data.data(), most, flags,
                                              reinterpret_cast<sockaddr*>(&from), &length);
                  keep_read(result, got);
                  if (got >= 0) result.from = text_of(from);
                  return got;
                }});
}

Pending Socket::recvmsg(std::size_t most, int flags) {
  return start({.name = "recvmsg",
                .arguments = arguments(
                    fmt::format("&message /* room for {} */, {}", most, message_flags_in_c(flags))),
                .act = [socket = descriptor_->socket.get(), most, flags](Returned& result) {
                  sockaddr_in from{};
                  result.data.resize(most);
                  iovec room{result.data.data(), most};
                  msghdr message{};
                  message.msg_name = &from;
                  message.msg_namelen = sizeof from;
                  message.msg_iov = &room;
                  message.msg_iovlen = 1;
                  const long got = ::recvmsg(socket, &message, flags);
                  keep_read(result, got);
                  if (got >= 0) result.from = text_of(from), result.flags = message.msg_flags;
                  return got;
                }});
}

}  // namespace wirelab::lessons
