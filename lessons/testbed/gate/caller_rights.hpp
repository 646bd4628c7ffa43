#pragma once

#include "lessons/testbed/gate/calling_process.hpp"

#include <sys/types.h>

#include <cstdint>
#include <optional>

namespace wirelab::lessons {

// By what the kernel judges who makes a call on a socket of a host, and what a new socket bears of
// him. They belong to a thread, and do not change while it waits at the gate.
struct CallerRights {
  // Effective, by number (CAP_...). None for who is in another user namespace: all that he has
  // there is worth nothing over the network of a host.
  std::uint64_t capabilities = 0;
  uid_t user = 0;  // of the file system
  gid_t group = 0;

  // Of the thread that waits; nothing: it is gone.
  static std::optional<CallerRights> of(const CallingProcess& process);
};

// A thread's sets, each by number (CAP_...).
struct Capabilities {
  std::uint64_t effective = 0, permitted = 0, inheritable = 0;
};

// As long as it lives, the calling thread makes its calls with these rights instead of its own: so
// what is done for another succeeds or fails as it would for him. Only this thread is concerned.
class BorrowedRights {
 public:
  explicit BorrowedRights(const CallerRights& rights);
  ~BorrowedRights();
  BorrowedRights(const BorrowedRights&) = delete;
  BorrowedRights& operator=(const BorrowedRights&) = delete;
  // False: the kernel refused; the call is not to be made.
  explicit operator bool() const { return borrowed_; }

 private:
  std::optional<Capabilities> own_;
  uid_t user_ = 0;
  gid_t group_ = 0;
  bool borrowed_ = false;
};

}  // namespace wirelab::lessons
