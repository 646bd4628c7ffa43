#pragma once

#include "capture/bytes/file_descriptor.hpp"

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wirelab::lessons {

// The process of a call that waits at the gate. What is read of it is that process's only as long
// as the call is known to wait (GateListener::waits).
class CallingProcess {
 public:
  // Nothing: it is gone, or it is a thread and this machine's /proc does not say of whom.
  static std::optional<CallingProcess> of(pid_t thread);

  pid_t process() const { return process_; }
  pid_t thread() const { return thread_; }
  // Readable when the process has ended.
  int ending() const { return ending_.get(); }

  // Its calls concern this network namespace. True also where /proc is not ours.
  bool is_on(int network_namespace) const;
  // A descriptor of ours for its open file `number`; none, with errno: EBADF where it has no such
  // file, EPERM where nobody may look into it.
  FileDescriptor duplicate(int number) const;
  // Its memory; false: not all of it is there.
  bool read(std::uint64_t from, void* to, std::size_t size) const;
  bool write(std::uint64_t to, const void* from, std::size_t size) const;
  // "curl": the name of the program's file.
  std::string name() const;
  // The numbers of its sockets; empty where /proc is not ours.
  std::vector<int> sockets() const;
  // Its descriptor `number` is no longer this socket; nothing: /proc does not say.
  std::optional<bool> has_closed(int number, ino_t socket) const;

 private:
  CallingProcess(pid_t process, pid_t thread, FileDescriptor ending)
      : process_(process), thread_(thread), ending_(std::move(ending)) {}
  pid_t process_ = 0, thread_ = 0;
  FileDescriptor ending_;
};

// How many descriptors of all processes but our own lead to this socket; 0 where /proc is not ours.
std::size_t descriptors_of(ino_t socket);

}  // namespace wirelab::lessons
