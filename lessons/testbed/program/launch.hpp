#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"
#include "lessons/testbed/host/host.hpp"

#include <sys/types.h>

#include <string>
#include <vector>

namespace wirelab::lessons {

// A program that has been put on its way, and how to talk with it.
struct Launched {
  // Messages, in this order: "gate PID" with the listener of its gate, or "blind PID REASON" where
  // there can be none; "failed ERRNO" when it is not to be run; "exit STATUS" (128 + signal) at the
  // end. The end of the connection alone: it was lost.
  FileDescriptor messages;
  FileDescriptor input;   // writes to its standard input; non-blocking
  FileDescriptor output;  // reads its standard output and error; non-blocking
};

// Starts a program on a host, as the learner's own user, in a session of its own. It prints to a
// terminal, so that C and Python write each line at once; it reads from a pipe.
Result<Launched> launch(const Host& host, const std::vector<std::string>& argv);

}  // namespace wirelab::lessons
