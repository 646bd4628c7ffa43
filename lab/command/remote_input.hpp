#pragma once

#include "lab/model/testbed_process.hpp"

#include <thread>

namespace wirelab::lab {

// Hands the lines of standard input on to a testbed, on a thread of its own; its end means quit. An
// input that can say nothing (/dev/null, a closed one) is left alone: the testbed then runs until
// it is interrupted.
class RemoteInput {
 public:
  explicit RemoteInput(TestbedProcess& testbed);
  ~RemoteInput();
  RemoteInput(const RemoteInput&) = delete;
  RemoteInput& operator=(const RemoteInput&) = delete;

  // Standard input is one that somebody may write to.
  static bool has_input();

 private:
  void run();

  TestbedProcess& testbed_;
  FileDescriptor stop_, stopped_;  // a pipe: closing the one end ends the thread
  std::thread thread_;
};

}  // namespace wirelab::lab
