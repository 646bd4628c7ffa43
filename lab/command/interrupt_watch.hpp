#pragma once

#include <csignal>
#include <sys/types.h>

namespace wirelab::lab {

// While it lives, Ctrl-C (and SIGTERM, where that is asked for) ends the testbed; its recording
// then ends and is written whole, and this process ends as one who was interrupted. One at a time.
class InterruptWatch {
 public:
  explicit InterruptWatch(pid_t testbed, bool and_termination = false);
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  static bool interrupted();

 private:
  struct sigaction interrupt_before_ {
  }, termination_before_{};
  bool both_;
};

}  // namespace wirelab::lab
