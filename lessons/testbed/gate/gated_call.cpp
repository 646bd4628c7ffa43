#include "lessons/testbed/gate/gated_call.hpp"

#include <fmt/format.h>
#include <sys/syscall.h>

#include <cstring>

namespace wirelab::lessons {
namespace {

std::string socket_flags(std::uint64_t flags) {
  std::string text;
  if (flags & SOCK_CLOEXEC) text = "SOCK_CLOEXEC";
  if (flags & SOCK_NONBLOCK) text += text.empty() ? "SOCK_NONBLOCK" : " | SOCK_NONBLOCK";
  return text.empty() ? "0" : text;
}

std::string peer_arguments(const GatedCall& call) {
  return call.notified.arguments[1] == 0 ? "NULL, NULL" : "&address, &length";
}

// AF_UNSPEC dissolves the association of a UDP socket.
std::string address_argument(const SocketAddress& address) {
  return address.storage.ss_family == AF_UNSPEC ? "AF_UNSPEC" : text_of(address);
}

std::string direction(std::uint64_t how) {
  static constexpr const char* words[] = {"SHUT_RD", "SHUT_WR", "SHUT_RDWR"};
  return how < std::size(words) ? words[how] : fmt::format("{}", static_cast<int>(how));
}

Note note_of(const GatedCall& call, NoteKind kind) {
  Note note{.kind = kind};
  note.set("CALL_ID", call.id).set("HOST", call.host->name()).set("PROGRAM", call.program);
  note.set("PID", call.process.process()).set("CALL", name_of(call));
  return note;
}

void set_socket(Note& note, const GatedCall& call, int number) {
  note.set("DESCRIPTOR", number);
  if (!call.local.empty()) note.set("LOCAL", call.local);
  if (!call.remote.empty()) note.set("REMOTE", call.remote);
  if (call.protocol != "tcp") note.set("PROTOCOL", call.protocol);
  if (call.shared) note.set("SHARED", "yes");
}

Note program_note(const std::string& host, const std::string& program, const char* event) {
  Note note{.kind = NoteKind::program};
  note.set("HOST", host).set("PROGRAM", program).set("EVENT", event);
  return note;
}

}  // namespace

std::string program_of(const GatedProgram& program, const CallingProcess& process) {
  if (process.process() == program.process) return program.name;
  const std::string name = process.name();
  return name.empty() ? program.name : name;
}

std::string name_of(const GatedCall& call) {
  switch (call.notified.call) {
    case SYS_bind: return "bind";
    case SYS_listen: return "listen";
    case SYS_connect: return "connect";
    case SYS_accept: return "accept";
    case SYS_accept4: return "accept4";
    case SYS_shutdown: return "shutdown";
#ifdef SYS_dup2
    case SYS_dup2:
#endif
    case SYS_dup3:
    case SYS_close_range:
    case SYS_close: return "close";
    case SYS_exit_group: return "exit_group";
    default: return fmt::format("{}", call.notified.call);
  }
}

std::string arguments_of(const GatedCall& call) {
  const auto& arguments = call.notified.arguments;
  const int first = call.number;
  switch (call.notified.call) {
    case SYS_bind:
    case SYS_connect: return fmt::format("{}, {}", first, address_argument(call.address));
    case SYS_listen: return fmt::format("{}, {}", first, static_cast<int>(arguments[1]));
    case SYS_accept: return fmt::format("{}, {}", first, peer_arguments(call));
    case SYS_accept4:
      return fmt::format("{}, {}, {}", first, peer_arguments(call), socket_flags(arguments[3]));
    case SYS_shutdown: return fmt::format("{}, {}", first, direction(arguments[1]));
#ifdef SYS_dup2
    case SYS_dup2:
#endif
    case SYS_dup3:
      return fmt::format("{} /* dup2({}, {}) */", first, first_of(call.notified), first);
    case SYS_close_range:
      return fmt::format("{} /* close_range({}, {}) */", first, static_cast<unsigned>(arguments[0]),
                         static_cast<unsigned>(arguments[1]));
    default: return fmt::format("{}", first);
  }
}

Note call_note(const GatedCall& call) {
  const std::string arguments = arguments_of(call);
  Note note = note_of(call, NoteKind::call);
  note.message = fmt::format("{}: {}({})", call.program, name_of(call), arguments);
  note.set("ARGUMENTS", arguments);
  if (call.notified.call != SYS_exit_group) set_socket(note, call, call.number);
  return note;
}

Note return_note(const GatedCall& call, const CallResult& result, int number, Time time) {
  const std::string error = result.error == 0 ? "" : strerrorname_np(result.error);
  Note note = note_of(call, NoteKind::returned);
  note.time = time;
  note.message = fmt::format("{}: {}() = {}{}{}", call.program, name_of(call), result.value,
                             error.empty() ? "" : " ", error);
  note.set("RESULT", static_cast<std::int64_t>(result.value));
  if (!error.empty()) note.set("ERRNO", error);
  set_socket(note, call, number);
  return note;
}

Note interrupted_note(const GatedCall& call) {
  Note note = note_of(call, NoteKind::returned);
  note.message = fmt::format("{}: {}() interrupted", call.program, name_of(call));
  note.set("RESULT", "interrupted");
  set_socket(note, call, call.number);
  return note;
}

Note loopback_note(const GatedCall& call) {
  Note note = program_note(call.host->name(), call.program, "loopback");
  note.message = fmt::format("{}: {} is bound to loopback: only this host can reach it",
                             call.program, call.local);
  note.set("PID", call.process.process()).set("LOCAL", call.local);
  return note.set("TEXT", "Bound to loopback: only this host can reach it.");
}

Note unseen_note(const GatedProgram& program, const std::string& whose, const std::string& reason) {
  Note note = program_note(program.host->name(), program.name, "unseen");
  const std::string text = fmt::format("The calls of {} are not seen here: {}", whose, reason);
  note.message = fmt::format("{}: {}", program.name, text);
  return note.set("TEXT", text);
}

}  // namespace wirelab::lessons
