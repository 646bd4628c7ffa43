#pragma once

#include "capture/bytes/result.hpp"

#include <sys/types.h>

namespace wirelab::lessons {

// The steps that make a testbed's namespaces, one call each, so that `wirelab doctor` tries the
// very same ones. A failure names the call, the cause and the remedy.

// Who the caller was before the namespaces: to be asked before unshare, since afterwards it is
// nobody.
struct Identity {
  uid_t user = 0;
  gid_t group = 0;
};
Identity own_identity();

// User, network, mount, IPC, pid namespaces. As root, where a user namespace is forbidden, the
// others alone; the value says whether there is a user namespace.
Result<bool> unshare_namespaces(const Identity& identity);
// setgroups deny and the identity maps.
Outcome map_identity(const Identity& identity);
Outcome make_mounts_private();
// Needs to be pid 1's side of the fork. Refused where /proc is masked: false, and the old /proc
// serves.
bool mount_fresh_proc();
// Sets an interface of the calling thread's network namespace up.
Outcome set_up(const char* interface);

}  // namespace wirelab::lessons
