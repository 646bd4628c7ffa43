#pragma once

#include "capture/bytes/result.hpp"

#include <sys/types.h>

#include <string>
#include <vector>

namespace wirelab::lessons {

// `wirelab exec`: runs `argv` on a host of a run with the caller's terminal, as the caller's own
// uid, and returns its exit status (128 + signal if one ended it). `run` 0: the only run there is.
// It ends with the run. The calling process must be single-threaded and good for nothing else
// afterwards: it has moved into the host's namespaces.
Result<int> run_on_host(pid_t run, const std::string& host, const std::vector<std::string>& argv);

}  // namespace wirelab::lessons
