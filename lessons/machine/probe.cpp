#include "lessons/machine/probe.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/start.hpp"
#include "lessons/machine/trials.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

// What the child writes of each step.
struct Verdict {
  char step[64];
  int error;
  bool needed;
  char sentence[512];  // remedy, or the whole failure
};

void tell(int pipe, std::string_view step, int error, std::string_view sentence,
          bool needed = true) {
  Verdict verdict{};
  step.copy(verdict.step, sizeof verdict.step - 1);
  sentence.copy(verdict.sentence, sizeof verdict.sentence - 1);
  verdict.error = error;
  verdict.needed = needed;
  // Shorter than PIPE_BUF: written as a whole. Without a reader there is nobody left to tell.
  if (write(pipe, &verdict, sizeof verdict) < 0) _exit(1);
}

// True when it went well.
bool tell_outcome(int pipe, std::string_view step, const Outcome& outcome) {
  tell(pipe, step, outcome ? 0 : -1, outcome ? std::string() : outcome.error().message);
  return static_cast<bool>(outcome);
}

void try_in_first_process(int pipe) {
  if (!tell_outcome(pipe, "private mounts", make_mounts_private())) return;
  const bool fresh = mount_fresh_proc();
  tell(pipe, "a fresh /proc", fresh ? 0 : errno,
       "Not needed: the old one serves. In a container: --security-opt systempaths=unconfined.",
       false);
  if (!tell_outcome(pipe, "lo up", set_up("lo"))) return;
  for (const Trial& trial : trials()) {
    const int error = trial.run();
    tell(pipe, trial.step, error, trial.remedy != nullptr ? trial.remedy : namespace_remedy(error),
         trial.needed);
  }
}

[[noreturn]] void try_all(int pipe) {
  const Identity identity = own_identity();
  const Result<bool> separate = unshare_namespaces(identity);
  const Outcome made = separate ? Outcome(Done{}) : Outcome(separate.error());
  if (!tell_outcome(pipe, "user, network, mount, IPC and pid namespaces", made)) _exit(0);
  if (*separate && !tell_outcome(pipe, "identity maps", map_identity(identity))) _exit(0);
  const pid_t first = fork();
  if (first < 0) tell(pipe, "fork() into the pid namespace", errno, namespace_remedy(errno));
  if (first == 0) {
    try_in_first_process(pipe);
    _exit(0);
  }
  if (first > 0) waitpid(first, nullptr, 0);
  _exit(0);
}

Probe probe_of(const Verdict& verdict) {
  if (verdict.error == 0) return {verdict.step, true, "", ""};
  if (verdict.error < 0) return {verdict.step, false, verdict.sentence, "", verdict.needed};
  return {verdict.step, false, cause_text(verdict.error), verdict.sentence, verdict.needed};
}

}  // namespace

std::vector<Probe> probe_machine() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {{"pipe2", false, cause_text(errno), ""}};
  const FileDescriptor read_end(ends[0]);
  FileDescriptor write_end(ends[1]);
  const pid_t child = fork();
  if (child < 0) return {{"fork", false, cause_text(errno), "Too many processes run here."}};
  if (child == 0) try_all(write_end.get());
  write_end.reset();

  std::vector<Probe> probes;
  Verdict verdict{};
  while (read(read_end.get(), &verdict, sizeof verdict) == sizeof verdict) {
    probes.push_back(probe_of(verdict));
  }
  waitpid(child, nullptr, 0);
  return probes;
}

}  // namespace wirelab::lessons
