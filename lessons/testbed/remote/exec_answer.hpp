#pragma once

#include "capture/recording/note.hpp"
#include "lessons/testbed/gate/gate.hpp"
#include "lessons/testbed/host/bench.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// What became of a line of `wirelab exec`.
struct ExecAnswer {
  std::optional<std::string>
      error;                  // a sentence, for the caller to send as "error: ..." and to note
  std::optional<Note> note;   // program: start or exit
  std::string host, program;  // who, for the exit that follows
};

// Answers "exec HOST ARGV-text": sends "ok" and descriptors of the host's user, network, mount,
// uts, IPC and pid namespaces, in the order of namespace_kinds(), over the connection. The caller
// has made sure that the peer is our own user.
ExecAnswer answer_exec(Bench& bench, int connection, std::string_view line);

// Answers "exited STATUS", which comes over the same connection; `started` is the answer to its
// exec line.
ExecAnswer answer_exited(const ExecAnswer& started, std::string_view line);

// The program's last word before it becomes itself (see pass_gate): "gate PID" with the listener of
// its calls, or "blind PID REASON".
bool is_gate_line(std::string_view line);
// The note of its start, with the number that this line tells.
Note started_note(Note start, std::string_view line);
void answer_gate(Gate& gate, Bench& bench, const ExecAnswer& started, std::string_view line,
                 FileDescriptor listener);

}  // namespace wirelab::lessons
