#include "lessons/machine/foreground.hpp"

#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill(), sigaction() are POSIX, not in <csignal>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

// What a terminal says to a group of processes is not for the keeper.
constexpr int of_terminal[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU};

sigset_t terminal_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : of_terminal) sigaddset(&set, signal);
  return set;
}

bool send_word(int socket, int word) {
  return send(socket, &word, sizeof word, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof word);
}

std::optional<int> receive_word(int socket) {
  int word = 0;
  ssize_t got = 0;
  do {
    got = recv(socket, &word, sizeof word, 0);
  } while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof word)) return std::nullopt;
  return word;
}

// Who it is to report to ended before it could ask to end with him.
bool is_alone(int socket) {
  pollfd end{socket, POLLIN, 0};
  return poll(&end, 1, 0) > 0;
}

}  // namespace

Foreground::Foreground() : group_(getpgrp()) {
  // In the background, or in a script without a terminal, there is nothing to give.
  if (isatty(STDIN_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) == group_) terminal_ = STDIN_FILENO;
}

void Foreground::give_terminal_to(pid_t group) const {
  if (terminal_ < 0) return;
  // Who is not in the foreground is stopped by SIGTTOU when it asks for the terminal.
  sigset_t output_stop, before;
  sigemptyset(&output_stop);
  sigaddset(&output_stop, SIGTTOU);
  sigprocmask(SIG_BLOCK, &output_stop, &before);
  tcsetpgrp(terminal_, group);
  sigprocmask(SIG_SETMASK, &before, nullptr);
}

bool Foreground::start(const std::function<void()>& become) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return false;
  messages_.reset(ends[0]);
  const FileDescriptor keepers(ends[1]);
  // The kernel buries the keeper itself: a pid namespace cannot end before all that lived in it are
  // buried, and we may be stopped for ever.
  signal(SIGCHLD, SIG_IGN);
  const pid_t keeper = fork();
  if (keeper == 0) {
    messages_.reset();
    keep(become, keepers.get());
  }
  return keeper > 0;
}

void Foreground::keep(const std::function<void()>& become, int messages) const {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (is_alone(messages)) _exit(1);
  signal(SIGCHLD, SIG_DFL);
  const sigset_t ignored = terminal_signals();
  sigset_t before;
  sigprocmask(SIG_BLOCK, &ignored, &before);
  const pid_t program = fork();
  if (program == 0) {
    if (terminal_ >= 0) {
      setpgid(0, 0);
      give_terminal_to(getpgrp());
    }
    sigprocmask(SIG_SETMASK, &before, nullptr);
    become();
  }
  setpgid(0, 0);
  if (program > 0) report_on(program, messages);
  _exit(1);
}

void Foreground::report_on(pid_t program, int messages) const {
  for (;;) {
    int status = 0;
    if (waitpid(program, &status, WUNTRACED) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (WIFSTOPPED(status) && terminal_ < 0) continue;
    if (!send_word(messages, status) || !WIFSTOPPED(status) || !receive_word(messages)) return;
    give_terminal_to(program);
    kill(-program, SIGCONT);
  }
}

std::optional<int> Foreground::wait() {
  for (;;) {
    const std::optional<int> status = receive_word(messages_.get());
    give_terminal_to(group_);
    if (!status || !WIFSTOPPED(*status)) return status;
    raise(SIGSTOP);  // our shell sees us stopped; we go on when it continues us
    send_word(messages_.get(), SIGCONT);
  }
}

}  // namespace wirelab::lessons
