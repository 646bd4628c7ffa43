#include "lessons/testbed/remote/remote_listener.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/peer.hpp"
#include "lessons/machine/run_name.hpp"

#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace wirelab::lessons {
namespace {

constexpr int most_names = 16;

// 0, or the errno of what failed.
int take(int socket, const std::string& name) {
  const AbstractAddress own = abstract_address(name);
  return ::bind(socket, reinterpret_cast<const sockaddr*>(&own.address), own.length) == 0 ? 0
                                                                                          : errno;
}

std::string unforeseen_name() {
  std::uint32_t number = 0;
  if (getrandom(&number, sizeof number, 0) != sizeof number) number = 0;
  return run_name(getpid(), number);
}

}  // namespace

RemoteListener::RemoteListener(FileDescriptor socket, std::string name)
    : socket_(std::move(socket)), name_(std::move(name)) {}

Result<RemoteListener> RemoteListener::bind() {
  FileDescriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!listener) return machine_error("socket(AF_UNIX)", errno, "");
  std::string name = run_name(getpid());
  int error = take(listener.get(), name);
  for (int tried = 1; error == EADDRINUSE && tried < most_names; ++tried) {
    name = unforeseen_name();
    error = take(listener.get(), name);
  }
  if (error == 0 && listen(listener.get(), 16) != 0) error = errno;
  if (error != 0)
    return machine_error("making the remote's socket @" + name, error, "Start again.");
  return RemoteListener(std::move(listener), std::move(name));
}

bool RemoteListener::was_forestalled() const { return name_.find('-') != name_.rfind('-'); }

bool RemoteListener::is_ours(int connection) const {
  if (doorkeeper_.is_there()) return doorkeeper_.knows(connection);
  const std::optional<Peer> peer = peer_of(connection);
  return peer && is_own_user(*peer);
}

FileDescriptor RemoteListener::accept() const {
  FileDescriptor connection(accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (!connection || is_ours(connection.get())) return connection;
  const std::string_view refusal = "error: this run belongs to another user\n";
  send(connection.get(), refusal.data(), refusal.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  errno = EACCES;
  return {};
}

}  // namespace wirelab::lessons
