#pragma once

#include "capture/bytes/file_descriptor.hpp"

#include <sys/types.h>

#include <functional>
#include <optional>

namespace wirelab::lessons {

// Runs one program that shares our terminal, as a shell does: gives it the terminal, stops and
// continues with it, and takes the terminal back. Its parent is a keeper, a child of ours: so what
// lives in a run's process namespace leaves nothing there that waits for us, and a run ends
// although we are stopped. The keeper is killed with us, and the program gets SIGHUP, as from a
// terminal that closes.
class Foreground {
 public:
  Foreground();
  // `become` is called in the program's process, and never returns. False: errno says why not.
  bool start(const std::function<void()>& become);
  // Its status as from waitpid(). Nothing: it ended without one, with its keeper, as a run ends.
  std::optional<int> wait();

 private:
  [[noreturn]] void keep(const std::function<void()>& become, int messages) const;
  void report_on(pid_t program, int messages) const;
  void give_terminal_to(pid_t group) const;

  int terminal_ = -1;  // -1: none of ours
  pid_t group_ = 0;
  FileDescriptor messages_;  // to the keeper
};

}  // namespace wirelab::lessons
