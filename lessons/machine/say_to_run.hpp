#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"

#include <sys/types.h>

#include <string>
#include <vector>

namespace wirelab::lessons {

// What a run says to a line of its remote.
struct RunAnswer {
  std::vector<std::string> facts;  // one a line
  std::string refusal;             // empty: the line was carried out
};

// A talk with a running testbed over its abstract socket, line by line.
class RunTalk {
 public:
  // `run` 0: the only one there is.
  static Result<RunTalk> open(pid_t run);

  // Waits for the answer, however long the run takes. Error: the run has gone.
  Result<RunAnswer> say(const std::string& line);

 private:
  explicit RunTalk(FileDescriptor connection) : connection_(std::move(connection)) {}
  Result<std::string> next_line();

  FileDescriptor connection_;
  std::string unread_;
};

}  // namespace wirelab::lessons
