#pragma once

#include "lessons/testbed/base/event_flag.hpp"

#include <atomic>

namespace wirelab::lessons {

// Tells one thread that something has changed, but only while it wants to know: a flood of frames
// costs nothing else.
class ChangeSignal {
 public:
  // From any thread.
  void changed() {
    if (wanted_) flag_.raise();
  }
  void want(bool wanted) { wanted_ = wanted; }
  // To be polled for reading; lower() before looking at what may have changed.
  int descriptor() const { return flag_.descriptor(); }
  void lower() { flag_.lower(); }

 private:
  std::atomic<bool> wanted_ = false;
  EventFlag flag_;
};

}  // namespace wirelab::lessons
