#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"
#include "lessons/machine/doorkeeper.hpp"

#include <string>

namespace wirelab::lessons {

// The abstract socket by which a run is reached from outside, by its own user.
class RemoteListener {
 public:
  // @wirelab-PID of this process, or, where another program has taken this name, one that cannot be
  // taken beforehand. To be called before the namespaces are made: it belongs to the network
  // namespace that it is made in, and bears the number that others know us by.
  static Result<RemoteListener> bind();

  const std::string& name() const { return name_; }
  // It could not have the name that others look for first; they find it all the same.
  bool was_forestalled() const;

  // Readable when somebody wants to talk.
  int descriptor() const { return socket_.get(); }
  // Who wants to, not blocking: none, with errno, when there is nobody (EAGAIN), when it is another
  // user, root or not, who has been told so (EACCES), or when no descriptor is left (EMFILE).
  FileDescriptor accept() const;

 private:
  RemoteListener(FileDescriptor socket, std::string name);
  bool is_ours(int connection) const;

  FileDescriptor socket_;
  std::string name_;
  Doorkeeper doorkeeper_;
};

}  // namespace wirelab::lessons
