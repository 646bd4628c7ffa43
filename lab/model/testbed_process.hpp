#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace wirelab::lab {

// How a program ended. `signal` is 0 unless one killed it.
struct ProcessEnd {
  int code = 0;
  int signal = 0;
};

// A running wirelab-testbed: its recording comes out of a pipe, the remote's lines go into another.
// It dies with the lab, whatever happens to the lab (PDEATHSIG), and with this object.
class TestbedProcess {
 public:
  // Starts PROGRAM ARGUMENTS. An Error (machine) when it cannot be started at all.
  static Result<std::unique_ptr<TestbedProcess>> start(const std::string& program,
                                                       const std::vector<std::string>& arguments);
  ~TestbedProcess();
  TestbedProcess(const TestbedProcess&) = delete;
  TestbedProcess& operator=(const TestbedProcess&) = delete;

  // The reading end of its standard output; once.
  FileDescriptor take_output() { return std::move(output_); }
  // One command of the remote, without its line break. False when the testbed listens no more.
  bool remote(const std::string& line);
  // No more commands will come.
  void close_remote();

  bool running();
  // Waits for its end.
  ProcessEnd wait();
  void kill();
  // What it wrote to standard error so far (at most 64 KiB, then the rest is dropped).
  std::string said() const;
  pid_t pid() const { return pid_; }

 private:
  TestbedProcess() = default;
  void listen(FileDescriptor errors);

  pid_t pid_ = -1;
  FileDescriptor input_, output_;
  std::thread listener_;
  mutable std::mutex mutex_;
  std::string said_;
  bool ended_ = false;
  ProcessEnd end_;
};

}  // namespace wirelab::lab
