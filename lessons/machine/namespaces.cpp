#include "lessons/machine/namespaces.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/start.hpp"
#include "lessons/machine/whole_identity.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill(), sigaction() are POSIX, not in <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace wirelab::lessons {
namespace {

constexpr int stop_signals[] = {SIGTERM, SIGINT, SIGHUP};

sigset_t awaited_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : stop_signals) sigaddset(&set, signal);
  sigaddset(&set, SIGCHLD);
  return set;
}

// The stub keeps only standard error: a reader of our output or a peer of our sockets must see the
// end when pid 1 ends. `leash` stays open: its end tells the child that the stub is gone.
void close_all_but(int leash) {
  const FileDescriptor nothing(open("/dev/null", O_RDWR | O_CLOEXEC));
  dup2(nothing.get(), STDIN_FILENO);
  dup2(nothing.get(), STDOUT_FILENO);
  if (leash > 3) close_range(3, static_cast<unsigned>(leash - 1), 0);
  close_range(static_cast<unsigned>(leash + 1), ~0U, 0);
}

// The rest of the caller's life as the stub.
[[noreturn]] void stay_as_stub(pid_t child, int leash, const sigset_t& awaited) {
  close_all_but(leash);
  int stopped_by = 0;
  for (;;) {
    int status = 0;
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child && WIFEXITED(status)) _exit(WEXITSTATUS(status));
    if (ended == child) _exit(128 + (stopped_by != 0 ? stopped_by : WTERMSIG(status)));
    int signal = 0;
    if (sigwait(&awaited, &signal) != 0 || signal == SIGCHLD) continue;
    stopped_by = signal;
    // pid 1 is immune to any other signal it has no handler for, and its end is the end of all its
    // children.
    kill(child, SIGKILL);
  }
}

// getppid() is 0 in a new pid namespace whether the stub lives or not, so a pipe tells: its writing
// end ends with the stub.
bool parent_is_gone(int leash) {
  pollfd end{leash, POLLIN, 0};
  return poll(&end, 1, 0) > 0;
}

Outcome continue_as_first_process(const FileDescriptor& leash) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) {
    return machine_error("prctl(PR_SET_PDEATHSIG)", errno, "");
  }
  if (parent_is_gone(leash.get())) _exit(1);
  if (Outcome mounts = make_mounts_private(); !mounts) return mounts;
  mount_fresh_proc();  // refused where /proc is masked: the old one serves
  return set_up("lo");
}

Outcome leave_machine(const Identity& identity) {
  WholeIdentity whole(identity);
  Result<bool> has_user_namespace = unshare_namespaces(identity);
  if (!has_user_namespace) return has_user_namespace.error();
  if (!*has_user_namespace || whole.map()) return Done{};
  return map_identity(identity);
}

}  // namespace

Outcome enter_new_namespaces() {
  if (Outcome left = leave_machine(own_identity()); !left) return left;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return machine_error("pipe2", errno, "");
  FileDescriptor read_end(ends[0]);
  FileDescriptor write_end(ends[1]);

  std::fflush(nullptr);  // or the stub and pid 1 would both write what is buffered
  const sigset_t awaited = awaited_signals();
  sigset_t before;
  sigprocmask(SIG_BLOCK, &awaited,
              &before);  // before the fork, so that no end of the child is missed
  const pid_t child = fork();
  if (child < 0) {
    sigprocmask(SIG_SETMASK, &before, nullptr);
    return machine_error("fork() into the new pid namespace", errno, namespace_remedy(errno));
  }
  if (child > 0) stay_as_stub(child, write_end.get(), awaited);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  write_end.reset();
  return continue_as_first_process(read_end);
}

}  // namespace wirelab::lessons
