#pragma once

#include <sys/types.h>

namespace wirelab::lessons {

// Waits for a child that shares our terminal, as a shell does: gives it the terminal, stops and
// continues with it, and takes the terminal back. Returns its status as from waitpid().
class Foreground {
 public:
  // Before the fork.
  Foreground();
  // In the child: a process group of its own, which gets the terminal if we have it.
  void enter() const;
  // In the parent.
  int wait_for(pid_t child) const;

 private:
  void give_terminal_to(pid_t group) const;
  int terminal_ = -1;  // -1: none of ours
  pid_t group_ = 0;
};

}  // namespace wirelab::lessons
