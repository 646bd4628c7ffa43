#pragma once

#include "lessons/testbed/gate/caller_rights.hpp"
#include "lessons/testbed/gate/calling_process.hpp"
#include "lessons/testbed/gate/gate_listener.hpp"
#include "lessons/testbed/gate/gated_socket.hpp"
#include "lessons/testbed/host/host.hpp"
#include "lessons/testbed/recording/note_sink.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace wirelab::lessons {

// Who passes a gate: a program on a host. `process` bears its name; what it starts has names of its
// own.
struct GatedProgram {
  Host* host = nullptr;
  std::string name;
  pid_t process = 0;
};

// A call of a program on a host, from its beginning to its return.
struct GatedCall {
  using Clock = std::chrono::steady_clock;

  std::shared_ptr<const GateListener> listener;
  Notified notified;
  int number = 0;  // the descriptor concerned, as the program knows it
  CallingProcess process;
  CallerRights rights;
  Host* host = nullptr;
  std::string program;
  std::optional<GatedSocket> socket;  // none while exit_group and close are made
  std::string protocol;
  std::int64_t id = 0;
  Tuple tuple;                                // last known; ports 0 where there is none
  std::string local, remote;                  // as the notes show them
  SocketAddress address;                      // of bind and connect
  std::optional<Clock::time_point> deadline;  // of a call that waits
  bool shared = false;                        // close: other descriptors keep the socket open
};

// The descriptor that is its first argument.
inline int first_of(const Notified& notified) { return static_cast<int>(notified.arguments[0]); }

// The name that the calls of this process bear.
std::string program_of(const GatedProgram& program, const CallingProcess& process);

// "connect"; "close" also where dup2(), dup3() and close_range() close what they find.
std::string name_of(const GatedCall& call);
// "3, 10.0.0.2:8080": the arguments as in C.
std::string arguments_of(const GatedCall& call);

Note call_note(const GatedCall& call);
// `number`: the descriptor concerned; that of the new socket for accept.
Note return_note(const GatedCall& call, const CallResult& result, int number, Time time);
// Its process has ended, or a signal has interrupted it.
Note interrupted_note(const GatedCall& call);
// "Bound to loopback: only this host can reach it."
Note loopback_note(const GatedCall& call);
// That calls of this program are not seen, and why; `whose`: "this program" or "programs".
Note unseen_note(const GatedProgram& program, const std::string& whose, const std::string& reason);

}  // namespace wirelab::lessons
