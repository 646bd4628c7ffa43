#include "lessons/testbed/remote_listener.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/runs.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace wirelab::lessons {
namespace {

bool is_own_user(int connection) {
  ucred peer{};
  socklen_t length = sizeof peer;
  return getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
         (peer.uid == geteuid() || peer.uid == 0);
}

}  // namespace

Result<RemoteListener> RemoteListener::bind() {
  FileDescriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const std::string name = run_name(getpid());
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  if (!listener || ::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), length) != 0 ||
      listen(listener.get(), 16) != 0)
    return machine_error("making the remote's socket @" + name, errno,
                         "Another program may have taken this name: start again.");
  return RemoteListener(std::move(listener));
}

FileDescriptor RemoteListener::accept() const {
  FileDescriptor connection(accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!connection || is_own_user(connection.get())) return connection;
  const std::string_view refusal = "error: this run belongs to another user\n";
  send(connection.get(), refusal.data(), refusal.size(), MSG_NOSIGNAL);
  return {};
}

}  // namespace wirelab::lessons
