#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"

#include <string>
#include <sys/types.h>
#include <vector>

namespace wirelab::lab {

// A started program with pipes on its three standard descriptors.
struct Spawned {
  pid_t pid = -1;
  FileDescriptor input, output, errors;  // our ends
};

// Starts a program that the kernel kills when the lab dies. The kernel watches the thread that
// forked, not the process: so the fork happens on a thread of its own, which lives as long as the
// lab.
Result<Spawned> spawn(const std::string& program, const std::vector<std::string>& arguments);

}  // namespace wirelab::lab
