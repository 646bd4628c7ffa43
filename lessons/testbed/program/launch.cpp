#include "lessons/testbed/program/launch.hpp"

#include "capture/bytes/inherit_nothing.hpp"
#include "lessons/machine/capabilities.hpp"
#include "lessons/machine/descriptor_limit.hpp"
#include "lessons/machine/gate_filter.hpp"
#include "lessons/machine/machine_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction() is POSIX, not in <csignal>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): posix_openpt() is POSIX, not in <cstdlib>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace wirelab::lessons {
namespace {

// Our ends and the program's.
struct Ends {
  FileDescriptor messages, input, output;
};

Error refused(const char* what) {
  return machine_error(what, errno, "A limit of open files or terminals may be reached.");
}

// A terminal that changes nothing of what is printed. Where there are no terminals, a pipe: then
// programs decide themselves when they write.
Outcome make_output(Ends& ours, Ends& programs) {
  ours.output.reset(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (ours.output && unlockpt(ours.output.get()) == 0) {
    programs.output.reset(ioctl(ours.output.get(), TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC));
  }
  termios terminal{};
  if (programs.output && tcgetattr(programs.output.get(), &terminal) == 0) {
    cfmakeraw(&terminal);
    tcsetattr(programs.output.get(), TCSANOW, &terminal);
    const winsize size{24, 80, 0, 0};
    ioctl(ours.output.get(), TIOCSWINSZ, &size);
    return Done{};
  }
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return refused("pipe2");
  ours.output.reset(ends[0]);
  programs.output.reset(ends[1]);
  return Done{};
}

Outcome make_ends(Ends& ours, Ends& programs) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return refused("socketpair");
  ours.messages.reset(ends[0]);
  programs.messages.reset(ends[1]);
  if (pipe2(ends, O_CLOEXEC) != 0) return refused("pipe2");
  programs.input.reset(ends[0]);
  ours.input.reset(ends[1]);
  if (Outcome made = make_output(ours, programs); !made) return made;
  for (const int end : {ours.input.get(), ours.output.get()}) {
    fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK);
  }
  return Done{};
}

void say(int messages, const std::string& text) {
  send(messages, text.data(), text.size(), MSG_NOSIGNAL);
}

void default_signals() {
  for (const int number : {SIGPIPE, SIGCHLD, SIGINT, SIGQUIT, SIGTERM, SIGHUP}) {
    signal(number, SIG_DFL);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Host& host, const std::vector<std::string>& argv, const Ends& ends,
                         const std::filesystem::path& folder) {
  const int messages = ends.messages.get();
  setsid();
  if (Outcome there = host.enter(); !there) {
    say(messages, fmt::format("failed {}", EPERM));
    _exit(1);
  }
  std::error_code ignored;
  std::filesystem::current_path(folder, ignored);
  (void)keep_network_capabilities();
  dup2(ends.input.get(), STDIN_FILENO);
  dup2(ends.output.get(), STDOUT_FILENO);
  dup2(ends.output.get(), STDERR_FILENO);
  default_signals();
  setenv("TERM", "dumb", 1);
  std::vector<char*> words;
  words.reserve(argv.size() + 1);
  for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  inherit_nothing();
  pass_gate(messages);
  restore_descriptor_limit();  // the testbed may have more open than a program may open
  execvp(words.front(), words.data());
  say(messages, fmt::format("failed {}", errno));
  _exit(errno == ENOENT ? 127 : 126);
}

// Stays beside the program to learn how it ends, whatever the testbed does with SIGCHLD.
[[noreturn]] void keep(pid_t program, int messages) {
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nothing, standard);
  const int kept = dup2(messages, 3);
  close_range(4, ~0U, 0);
  int status = 0;
  while (waitpid(program, &status, 0) < 0 && errno == EINTR) {
  }
  const int number = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  say(kept, fmt::format("exit {}", number));
  _exit(0);
}

}  // namespace

Result<Launched> launch(const Host& host, const std::vector<std::string>& argv) {
  Ends ours, programs;
  if (Outcome made = make_ends(ours, programs); !made) return made.error();
  std::error_code ignored;
  const std::filesystem::path folder = std::filesystem::current_path(ignored);
  const pid_t keeper = fork();
  if (keeper < 0) return refused("fork() for a program");
  if (keeper == 0) {
    setsid();  // Ctrl-C in the testbed's terminal is not for it
    default_signals();
    const pid_t program = fork();
    if (program == 0) become(host, argv, programs, folder);
    keep(program, programs.messages.get());
  }
  return Launched{std::move(ours.messages), std::move(ours.input), std::move(ours.output)};
}

}  // namespace wirelab::lessons
