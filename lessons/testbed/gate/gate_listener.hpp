#pragma once

#include "capture/bytes/file_descriptor.hpp"

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <optional>

namespace wirelab::lessons {

// A system call that waits for our answer.
struct Notified {
  std::uint64_t id = 0;
  pid_t thread = 0;
  int call = 0;  // SYS_...
  std::array<std::uint64_t, 6> arguments{};
};

// The testbed's end of a seccomp filter (see machine/gate_filter.hpp).
class GateListener {
 public:
  explicit GateListener(FileDescriptor descriptor) : descriptor_(std::move(descriptor)) {}
  int descriptor() const { return descriptor_.get(); }
  // It is what its giver says it is: anybody may hand over anything.
  bool is_genuine() const;

  // After poll() found it readable. Nothing: the caller was gone before we looked.
  std::optional<Notified> receive() const;
  // The call still waits: its process lives and no signal has interrupted it.
  bool waits(const Notified& notified) const;
  // The call is made, by the kernel, now.
  bool let_pass(const Notified& notified) const;
  // The call is not made; it returns this. error: an errno, 0 for none. False: nobody waits for it
  // any more.
  bool answer(const Notified& notified, long value, int error) const;
  // The call returns the number under which its process now has our descriptor; negative: -errno,
  // and it waits on, or is gone (ENOENT).
  int hand_over(const Notified& notified, int descriptor, bool close_on_exec) const;

 private:
  FileDescriptor descriptor_;
};

}  // namespace wirelab::lessons
