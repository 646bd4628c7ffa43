#pragma once

#include "capture/bytes/file_descriptor.hpp"

#include <sys/eventfd.h>

#include <cstdint>

namespace wirelab::lessons {

// Wakes a thread that waits in poll().
class EventFlag {
 public:
  EventFlag() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  int descriptor() const { return descriptor_.get(); }
  void raise() const { eventfd_write(descriptor_.get(), 1); }
  void lower() const {
    eventfd_t count = 0;
    eventfd_read(descriptor_.get(), &count);
  }

 private:
  FileDescriptor descriptor_;
};

}  // namespace wirelab::lessons
