#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "capture/bytes/result.hpp"

#include <utility>

namespace wirelab::lessons {

// The abstract socket by which a run is reached from outside.
class RemoteListener {
 public:
  // @wirelab-PID of this process, listening. To be called before the namespaces are made: it
  // belongs to the network namespace that it is made in, and bears the number that others know us
  // by.
  static Result<RemoteListener> bind();

  // Readable when somebody wants to talk.
  int descriptor() const { return socket_.get(); }
  // Who wants to: none when there is nobody, or when it is another user, who has been told so.
  FileDescriptor accept() const;

 private:
  explicit RemoteListener(FileDescriptor socket) : socket_(std::move(socket)) {}

  FileDescriptor socket_;
};

}  // namespace wirelab::lessons
