#include "lessons/testbed/remote/exec_answer.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/send_descriptors.hpp"
#include "lessons/testbed/recording/note_sink.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace wirelab::lessons {
namespace {

// Takes the first word off a line.
std::string_view take_word(std::string_view& line) {
  const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(start);
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(word.size());
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return word;
}

// "/usr/bin/curl" is curl.
std::string base_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string unknown_host(Bench& bench, std::string_view name) {
  std::string known;
  for (const Host& host : bench.hosts()) known += (known.empty() ? "" : ", ") + host.name();
  return fmt::format("There is no host \"{}\". Hosts of this run: {}.", name, known);
}

Note program_note(const ExecAnswer& who, const char* event) {
  Note note;
  note.time = now();
  note.kind = NoteKind::program;
  note.set("HOST", who.host);
  note.set("PROGRAM", who.program);
  note.set("EVENT", event);
  return note;
}

}  // namespace

ExecAnswer answer_exec(Bench& bench, int connection, std::string_view line) {
  ExecAnswer answer;
  take_word(line);  // exec
  const std::string_view name = take_word(line);
  const Host* host = bench.host(name);
  if (host == nullptr) {
    answer.error = unknown_host(bench, name);
    return answer;
  }
  const std::string text(line);
  answer.host = host->name();
  answer.program = base_name(take_word(line));
  const FileDescriptor user(open("/proc/thread-self/ns/user", O_RDONLY | O_CLOEXEC));
  const FileDescriptor ipc(open("/proc/thread-self/ns/ipc", O_RDONLY | O_CLOEXEC));
  const FileDescriptor processes(open("/proc/thread-self/ns/pid", O_RDONLY | O_CLOEXEC));
  // In the order of namespace_kinds().
  const int descriptors[] = {user.get(),
                             host->network_descriptor(),
                             host->mount_descriptor(),
                             host->uts_descriptor(),
                             ipc.get(),
                             processes.get()};
  if (!send_descriptors(connection, "ok\n", descriptors)) {
    answer.error = fmt::format("Sending the namespaces of {}: {}.", name, cause_text(errno));
    return answer;
  }
  answer.note = program_note(answer, "start");
  answer.note->set("TEXT", text);
  answer.note->message = fmt::format("{}: {} starts", answer.host, text);
  return answer;
}

ExecAnswer answer_exited(const ExecAnswer& started, std::string_view line) {
  ExecAnswer answer{std::nullopt, std::nullopt, started.host, started.program};
  take_word(line);  // exited
  answer.note = program_note(answer, "exit");
  answer.note->set("STATUS", std::string(take_word(line)));
  answer.note->message =
      fmt::format("{}: {} ends with {}", answer.host, answer.program, answer.note->get("STATUS"));
  return answer;
}

bool is_gate_line(std::string_view line) {
  const std::string_view word = take_word(line);
  return word == "gate" || word == "blind";
}

Note started_note(Note start, std::string_view line) {
  take_word(line);  // gate or blind
  start.time = now();
  start.set("PID", std::string(take_word(line)));
  return start;
}

void answer_gate(Gate& gate, Bench& bench, const ExecAnswer& started, std::string_view line,
                 FileDescriptor listener) {
  take_word(line);  // gate or blind
  const GatedProgram program{bench.host(started.host), started.program,
                             std::atoi(std::string(take_word(line)).c_str())};
  if (program.host == nullptr) return;
  if (listener)
    gate.watch(std::move(listener), program);
  else
    gate.cannot_see(program, std::string(line));
}

}  // namespace wirelab::lessons
