#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"
#include "lessons/machine/run_name.hpp"

#include <sys/types.h>

#include <vector>

namespace wirelab::lessons {

// A run is known by what the kernel says of who listens, never by the name of its socket, which any
// user may take: its number is that of the listening process, and it is ours when that process is
// our own user's. Root's are root's alone. To those of others nothing is said.

// The runs of wirelab-testbed that belong to the calling user.
std::vector<pid_t> list_runs();

// `run` 0: the only one there is. Error: there is none of ours, or several, or it does not answer.
Result<FileDescriptor> connect_to_run(pid_t run);

}  // namespace wirelab::lessons
