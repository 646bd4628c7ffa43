#pragma once

#include <sys/types.h>

#include <optional>

namespace wirelab::lessons {

// Who is at the other end of a Unix socket, as the kernel tells it (SO_PEERCRED): the process that
// called listen() or connect(), whatever name it listens on and whatever it says.
struct Peer {
  pid_t process = 0;  // as our pid namespace counts; 0: not seen from here
  uid_t user = 0;     // as our user namespace counts
};
// Nothing: `socket` is not connected.
std::optional<Peer> peer_of(int socket);

// Whether that is our own user. Where our user namespace shows strangers under our own number
// (overflowuid, 65534), it takes what the kernel grants to one's own processes alone.
bool is_own_user(const Peer& peer);

}  // namespace wirelab::lessons
