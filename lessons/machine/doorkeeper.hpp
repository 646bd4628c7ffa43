#pragma once

#include "capture/bytes/file_descriptor.hpp"

namespace wirelab::lessons {

// From inside its user namespace a run of user 65534 (overflowuid) sees every stranger under its
// own number. So a process that stays outside says who is at the door; it ends with this object. To
// be made before the namespaces are.
class Doorkeeper {
 public:
  // Does something for that user alone.
  Doorkeeper();

  bool is_there() const { return bool(questions_); }
  // Whether the peer of this socket is our own user.
  bool knows(int connection) const;

 private:
  FileDescriptor questions_;
};

}  // namespace wirelab::lessons
