#pragma once

#include "capture/recording/frame.hpp"
#include "lessons/testbed/base/event_flag.hpp"

#include <atomic>
#include <thread>
#include <vector>

namespace wirelab::lessons {

// How long this machine keeps a thread waiting that it should wake: every few milliseconds one asks
// on each CPU. A host that takes the CPUs away, a quota that is used up and a crowd of other
// programs all show; the kernel's timers run on meanwhile.
class Pulse {
 public:
  Pulse();
  ~Pulse();
  Pulse(const Pulse&) = delete;
  Pulse& operator=(const Pulse&) = delete;

  // The longest such wait so far, in ns. From any thread.
  Time longest() const { return longest_; }

 private:
  void beat(int cpu);
  EventFlag stop_;
  std::atomic<Time> longest_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace wirelab::lessons
