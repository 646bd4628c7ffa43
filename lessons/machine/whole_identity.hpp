#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/start.hpp"

#include <sys/types.h>

namespace wirelab::lessons {

// Root may bring every user and group into its user namespace, so that programs there may change to
// other users, as tcpdump does. Only a process outside may write such maps: it is made before
// unshare, and ends with this object. For others than root it does nothing.
class WholeIdentity {
 public:
  explicit WholeIdentity(const Identity& identity);
  ~WholeIdentity();
  WholeIdentity(const WholeIdentity&) = delete;
  WholeIdentity& operator=(const WholeIdentity&) = delete;

  // After unshare. False: there is no such right here; map_identity() brings the caller alone.
  bool map();

 private:
  FileDescriptor order_, answer_;
  pid_t outside_ = -1;
};

}  // namespace wirelab::lessons
