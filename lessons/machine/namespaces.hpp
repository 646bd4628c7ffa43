#pragma once

#include "capture/bytes/result.hpp"

namespace wirelab::lessons {

// Makes the process tree of a testbed: the caller stays outside as the stub (waits, passes on exit
// status and signals); the child becomes pid 1 of new user, network, mount, IPC and pid namespaces
// (identity-mapped) with PDEATHSIG, private mounts and a fresh /proc, and continues from this call.
// Error: names the call, the cause and the remedy (exit 4). Call before any thread exists.
Outcome enter_new_namespaces();

}  // namespace wirelab::lessons
