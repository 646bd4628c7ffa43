#include "tests/lessons/testbed/program/programs.hpp"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>
#include <vector>

namespace wirelab::test {
namespace {

sockaddr_in address_of(std::uint32_t address, std::uint16_t port) {
  sockaddr_in made{};
  made.sin_family = AF_INET;
  made.sin_port = htons(port);
  made.sin_addr.s_addr = htonl(address);
  return made;
}

const sockaddr* generic(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

}  // namespace

FileDescriptor socket_on(lessons::Host& host) {
  FileDescriptor made;
  std::jthread([&] {
    if (host.enter()) made.reset(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  }).join();
  // A wire that loses everything is to fail a test, not to hang it.
  const timeval patience{5, 0};
  setsockopt(made.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  setsockopt(made.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return made;
}

FileDescriptor listener_on(lessons::Host& host, std::uint16_t port, int backlog) {
  FileDescriptor made = socket_on(host);
  const sockaddr_in any = address_of(INADDR_ANY, port);
  if (bind(made.get(), generic(any), sizeof any) != 0 || listen(made.get(), backlog) != 0) {
    made.reset();
  }
  return made;
}

std::uint16_t connect_to(const FileDescriptor& socket, const lessons::Host& host,
                         std::uint16_t port) {
  const sockaddr_in there = address_of(host.address(), port);
  if (connect(socket.get(), generic(there), sizeof there) != 0) return 0;
  sockaddr_in here{};
  socklen_t length = sizeof here;
  getsockname(socket.get(), reinterpret_cast<sockaddr*>(&here), &length);
  return ntohs(here.sin_port);
}

void bind_to(const FileDescriptor& socket, std::uint16_t port) {
  const sockaddr_in any = address_of(INADDR_ANY, port);
  bind(socket.get(), generic(any), sizeof any);
}

bool eventually(const std::function<bool()>& holds) {
  for (int i = 0; i < 1000; ++i) {
    if (holds()) return true;
    usleep(1000);
  }
  return false;
}

std::size_t transfer(lessons::Bench& bench, std::size_t bytes) {
  constexpr std::uint16_t port = 8000;
  const FileDescriptor listener = listener_on(bench.hosts()[1], port);
  FileDescriptor sender = socket_on(bench.hosts()[0]);
  if (connect_to(sender, bench.hosts()[1], port) == 0) return 0;
  const FileDescriptor receiver(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
  const std::jthread sending([&] {
    const std::vector<char> data(bytes, 'x');
    if (send(sender.get(), data.data(), data.size(), MSG_NOSIGNAL) < 0) return;
    sender.reset();
  });
  std::size_t arrived = 0;
  std::vector<char> part(65536);
  for (ssize_t got = 0; (got = read(receiver.get(), part.data(), part.size())) > 0;) {
    arrived += static_cast<std::size_t>(got);
  }
  return arrived;
}

std::size_t interface_count() {
  std::size_t count = 0;
  if (struct if_nameindex* all = if_nameindex(); all != nullptr) {
    while (all[count].if_index != 0) ++count;
    if_freenameindex(all);
  }
  return count;
}

}  // namespace wirelab::test
