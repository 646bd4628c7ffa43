#include "lab/command/interrupt_watch.hpp"

#include <atomic>

namespace wirelab::lab {
namespace {

std::atomic<pid_t> testbed{0};
std::atomic<int> caught{0};

void on_signal(int signal) {
  caught = signal;
  const pid_t pid = testbed;
  if (pid > 0) ::kill(pid, SIGTERM);
}

}  // namespace

InterruptWatch::InterruptWatch(pid_t pid, bool and_termination) : both_(and_termination) {
  testbed = pid;
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGINT, &action, &interrupt_before_);
  if (both_) ::sigaction(SIGTERM, &action, &termination_before_);
}

InterruptWatch::~InterruptWatch() {
  testbed = 0;
  ::sigaction(SIGINT, &interrupt_before_, nullptr);
  if (both_) ::sigaction(SIGTERM, &termination_before_, nullptr);
  if (const int signal = caught; signal != 0) std::raise(signal);
}

bool InterruptWatch::interrupted() { return caught != 0; }

}  // namespace wirelab::lab
