#include "lessons/machine/peer.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <limits>
#include <string>

namespace wirelab::lessons {
namespace {

// How many users our user namespace knows; the machine's own knows all.
std::uint64_t users_known() {
  std::ifstream map("/proc/self/uid_map");
  std::uint64_t inside = 0, outside = 0, count = 0, all = 0;
  while (map >> inside >> outside >> count) all += count;
  return all;
}

bool strangers_look_like_us() {
  return first_line_of("/proc/sys/kernel/overflowuid") == std::to_string(geteuid()) &&
         users_known() < std::numeric_limits<uid_t>::max();
}

bool may_be_looked_into(pid_t process) {
  return process > 0 && FileDescriptor(open(fmt::format("/proc/{}/ns/user", process).c_str(),
                                            O_RDONLY | O_CLOEXEC));
}

}  // namespace

std::optional<Peer> peer_of(int socket) {
  ucred peer{};
  socklen_t length = sizeof peer;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return std::nullopt;
  return Peer{peer.pid, peer.uid};
}

bool is_own_user(const Peer& peer) {
  return peer.user == geteuid() && (!strangers_look_like_us() || may_be_looked_into(peer.process));
}

}  // namespace wirelab::lessons
