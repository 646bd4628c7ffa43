#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"

namespace wirelab::lessons {

// From now on these calls of the calling process, and of all that it starts, wait until whoever
// holds the returned descriptor has answered them (seccomp user notification): bind, listen,
// connect, accept, accept4, shutdown, close, close_range, dup2, dup3, exit_group,
// landlock_restrict_self. io_uring_setup fails with ENOSYS. To be called last before execve(): the
// caller's own calls wait too. When the descriptor is closed everywhere, such a call fails with
// ENOSYS. Error: this kernel or an outer filter forbids it; the program can run without.
Result<FileDescriptor> install_gate();

// As a program's last step before execve(): installs the gate and hands its listener over a Unix
// socket to the testbed, with the line "gate PID"; where there can be none, "blind PID REASON".
void pass_gate(int connection);

}  // namespace wirelab::lessons
