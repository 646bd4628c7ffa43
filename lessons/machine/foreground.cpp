#include "lessons/machine/foreground.hpp"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill(), sigaction() are POSIX, not in <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace wirelab::lessons {

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

void Foreground::enter() const {
  if (terminal_ < 0) return;
  setpgid(0, 0);
  give_terminal_to(getpgrp());
}

int Foreground::wait_for(pid_t child) const {
  for (;;) {
    int status = 0;
    if (waitpid(child, &status, WUNTRACED) < 0) {
      if (errno == EINTR) continue;
      return 0;
    }
    if (!WIFSTOPPED(status)) {
      give_terminal_to(group_);
      return status;
    }
    if (terminal_ < 0) continue;
    give_terminal_to(group_);
    raise(SIGSTOP);  // our shell sees us stopped; we go on when it continues us
    give_terminal_to(child);
    kill(-child, SIGCONT);
  }
}

}  // namespace wirelab::lessons
