#include "lessons/testbed/gate/gated_socket.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/time.h>

#include <cerrno>
#include <span>

namespace wirelab::lessons {
namespace {

struct Name {
  IpAddress address;
  std::uint16_t port = 0;
};

// Also where IPv4 is written as ::ffff:10.0.0.1, which is what the frames show.
std::optional<Name> name_in(const SocketAddress& address) {
  if (address.storage.ss_family == AF_INET) {
    const auto& in = reinterpret_cast<const sockaddr_in&>(address.storage);
    return Name{ipv4(ntohl(in.sin_addr.s_addr)), ntohs(in.sin_port)};
  }
  const auto& in6 = reinterpret_cast<const sockaddr_in6&>(address.storage);
  if (address.storage.ss_family != AF_INET6) return std::nullopt;
  const std::span<const std::uint8_t> bytes(in6.sin6_addr.s6_addr);
  const bool mapped = IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr);
  return Name{mapped ? decode::ipv4_address(bytes.subspan(12)) : decode::ipv6_address(bytes),
              ntohs(in6.sin6_port)};
}

template <class Ask>
SocketAddress ask_name(int socket, Ask ask) {
  SocketAddress address;
  address.length = sizeof address.storage;
  if (ask(socket, reinterpret_cast<sockaddr*>(&address.storage), &address.length) != 0) return {};
  return address;
}

bool has_event(int descriptor, short event) {
  pollfd look{descriptor, event, 0};
  return poll(&look, 1, 0) > 0;
}

std::string bound_text(const SocketAddress& address) {
  const std::string text = text_of(address);
  return text.ends_with(":0") ? std::string() : text;
}

}  // namespace

std::string text_of(const SocketAddress& address) {
  const auto name = name_in(address);
  return name ? decode::endpoint_text(name->address, name->port) : std::string();
}

bool is_loopback(const SocketAddress& address) {
  constexpr std::uint8_t own_net = 127;
  const auto& in6 = reinterpret_cast<const sockaddr_in6&>(address.storage);
  if (address.storage.ss_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&in6.sin6_addr)) return true;
  const auto name = name_in(address);
  return name && name->address.version == 4 && name->address.bytes[0] == own_net;
}

std::optional<GatedSocket> GatedSocket::from(FileDescriptor descriptor) {
  GatedSocket socket;
  socket.descriptor_ = std::move(descriptor);
  if (!socket.descriptor_) return std::nullopt;
  socket.family_ = socket.option(SO_DOMAIN);
  if (socket.family_ != AF_INET && socket.family_ != AF_INET6) return std::nullopt;
  socket.type_ = socket.option(SO_TYPE);
  socket.protocol_ = socket.option(SO_PROTOCOL);
  struct stat file {};
  if (fstat(socket.descriptor(), &file) != 0) return std::nullopt;
  socket.inode_ = file.st_ino;
  return socket;
}

int GatedSocket::option(int name) const {
  int value = 0;
  socklen_t length = sizeof value;
  return getsockopt(descriptor(), SOL_SOCKET, name, &value, &length) == 0 ? value : -1;
}

bool GatedSocket::is_tcp() const { return type_ == SOCK_STREAM && protocol_ == IPPROTO_TCP; }

std::string GatedSocket::protocol() const {
  if (is_tcp()) return "tcp";
  if (type_ == SOCK_RAW) return "raw";
  if (protocol_ == IPPROTO_ICMP || protocol_ == IPPROTO_ICMPV6) return "icmp";
  return protocol_ == IPPROTO_UDP ? "udp" : fmt::format("{}", protocol_);
}

bool GatedSocket::listens() const { return option(SO_ACCEPTCONN) == 1; }
bool GatedSocket::blocks() const { return (fcntl(descriptor(), F_GETFL) & O_NONBLOCK) == 0; }

bool GatedSocket::is_readable() const { return has_event(descriptor(), POLLIN); }
bool GatedSocket::is_writable() const { return has_event(descriptor(), POLLOUT); }

Tuple GatedSocket::tuple() const {
  const auto here = name_in(local_address());
  if (!here) return {};
  const auto there = name_in(remote_address());
  const Name nobody{any_address(here->address.version), 0};
  return {here->address, here->port, there.value_or(nobody).address, there.value_or(nobody).port};
}

SocketAddress GatedSocket::local_address() const { return ask_name(descriptor(), getsockname); }
std::string GatedSocket::local() const { return bound_text(local_address()); }
SocketAddress GatedSocket::remote_address() const { return ask_name(descriptor(), getpeername); }
std::string GatedSocket::remote() const { return bound_text(remote_address()); }

std::optional<std::int64_t> GatedSocket::timeout(int name) const {
  timeval value{};
  socklen_t length = sizeof value;
  if (getsockopt(descriptor(), SOL_SOCKET, name, &value, &length) != 0) return std::nullopt;
  const std::int64_t nanoseconds = value.tv_sec * 1'000'000'000 + value.tv_usec * 1000;
  return nanoseconds == 0 ? std::nullopt : std::optional(nanoseconds);
}

int GatedSocket::connect(const SocketAddress& to) const {
  // The flag belongs to the open file, which is the program's too; it waits for us meanwhile.
  const int flags = fcntl(descriptor(), F_GETFL);
  const bool blocking = (flags & O_NONBLOCK) == 0;
  if (blocking) fcntl(descriptor(), F_SETFL, flags | O_NONBLOCK);
  const int value = ::connect(descriptor(), to.generic(), to.length);
  const int error = errno;
  if (blocking) fcntl(descriptor(), F_SETFL, flags);
  errno = error;
  return value;
}

}  // namespace wirelab::lessons
