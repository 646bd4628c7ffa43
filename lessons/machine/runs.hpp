#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// The runs of wirelab-testbed that belong to the calling user: who listens on an abstract socket
// @wirelab-PID.
std::vector<pid_t> list_runs();
// The same from the text of /proc/net/unix, whoever they belong to.
std::vector<pid_t> runs_in(std::string_view table);

// "wirelab-4711": the name of a run's abstract socket, without the zero byte before it.
std::string run_name(pid_t run);
// `run` 0: the only one there is. Error: there is none, or several, or it does not answer.
Result<FileDescriptor> connect_to_run(pid_t run);

}  // namespace wirelab::lessons
