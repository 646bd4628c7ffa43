#include "lessons/testbed/remote/outbox.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace wirelab::lessons {

void Outbox::say(int socket, std::string_view text, Time now) {
  if (unsent_.empty()) since_ = now;
  unsent_ += text;
  send_on(socket, now);
}

void Outbox::send_on(int socket, Time now) {
  while (!unsent_.empty()) {
    const ssize_t sent = send(socket, unsent_.data(), unsent_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && (errno == EAGAIN || errno == ENOBUFS || errno == ENOMEM)) return;
    if (sent < 0) return unsent_.clear();  // he has gone
    unsent_.erase(0, static_cast<std::size_t>(sent));
    since_ = now;
  }
}

}  // namespace wirelab::lessons
