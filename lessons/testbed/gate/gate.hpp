#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/testbed/gate/gated_call.hpp"
#include "lessons/testbed/truth/truth.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace wirelab::lessons {

// Where the socket calls of programs on hosts wait for the testbed's turn: the kernel is read on
// both sides of a call, and the call is noted with its result. bind, listen, connect, accept and
// shutdown are made here on the program's own socket, so that their result is known when they
// return; close and exit_group are made by the program itself, and how they ended is looked up
// afterwards. A thread of its own waits for events only.
class Gate {
 public:
  struct Surroundings {
    NoteSink& notes;
    Truth& truth;
    std::atomic<std::int64_t>& calls;  // ids, over the whole recording
  };
  explicit Gate(const Surroundings& around);
  // Programs that still wait get ENOSYS: end them before.
  ~Gate();

  // From any thread: answers this listener (see machine/gate_filter.hpp) until no process is left
  // behind it. What is no such listener is not watched, and a note says so.
  void watch(FileDescriptor listener, GatedProgram program);
  // Notes, once, that calls cannot be seen on this machine. No reason: a listener was on its way
  // and there was no descriptor for it.
  void cannot_see(const GatedProgram& program, const std::string& reason);

  struct Parts;

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace wirelab::lessons
