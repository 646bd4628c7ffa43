#include "lessons/machine/exec.hpp"

#include "capture/bytes/inherit_nothing.hpp"
#include "capture/bytes/write_text.hpp"
#include "lessons/machine/capabilities.hpp"
#include "lessons/machine/foreground.hpp"
#include "lessons/machine/gate_filter.hpp"
#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/peer.hpp"
#include "lessons/machine/run_namespaces.hpp"
#include "lessons/machine/runs.hpp"
#include "lessons/machine/send_descriptors.hpp"

#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill(), sigaction() are POSIX, not in <csignal>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>

namespace wirelab::lessons {
namespace {

// What a shell answers for a program that is not there, or not to be run.
constexpr int not_found = 127, not_executable = 126;

Error run_ended() {
  return {ErrorKind::usage, "The run has just ended: there is no host any more to work on."};
}

Result<Received> ask_for_host(int connection, const std::string& host,
                              const std::vector<std::string>& argv) {
  std::string line = fmt::format("exec {} {}", host, fmt::join(argv, " "));
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  line += '\n';
  if (send(connection, line.data(), line.size(), MSG_NOSIGNAL) < 0) {
    return run_ended();
  }
  Received answer = receive_descriptors(connection);
  if (answer.text.empty()) return run_ended();
  constexpr std::string_view mark = "error: ";
  if (!answer.text.starts_with(mark)) return answer;
  return Error{ErrorKind::usage,
               answer.text.substr(mark.size(), answer.text.find('\n') - mark.size())};
}

[[noreturn]] void become(const std::vector<std::string>& argv) {
  std::vector<char*> words;
  words.reserve(argv.size() + 1);
  for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  execvp(words.front(), words.data());
  const int error = errno;
  write_text(STDERR_FILENO, fmt::format("wirelab: {}: {}\n", argv.front(), cause_text(error)));
  _exit(error == ENOENT ? not_found : not_executable);
}

// Already inside: its first words to the run, then itself.
[[noreturn]] void begin(const std::vector<std::string>& argv, const std::filesystem::path& folder,
                        int connection) {
  std::error_code ignored;
  std::filesystem::current_path(folder, ignored);
  if (Outcome kept = keep_network_capabilities(); !kept) {
    write_text(STDERR_FILENO, fmt::format("wirelab: {}\n", kept.error().message));
  }
  // As a terminal that closes; set last, because a change of capabilities clears it.
  prctl(PR_SET_PDEATHSIG, SIGHUP);
  inherit_nothing();
  pass_gate(connection);
  become(argv);
}

// What a shell says of a program that was killed.
constexpr int killed = 128 + SIGKILL;

Result<int> run(const std::vector<std::string>& argv, const std::filesystem::path& folder,
                int connection) {
  Foreground foreground;
  std::fflush(nullptr);
  if (!foreground.start([&] { begin(argv, folder, connection); }))
    // The kernel has no memory for processes of a namespace whose first process is gone.
    return errno == ENOMEM ? run_ended() : machine_error("fork() into the host", errno, "");
  // Ctrl-C is for the program.
  const auto interrupt = signal(SIGINT, SIG_IGN);
  const auto quit = signal(SIGQUIT, SIG_IGN);
  const std::optional<int> status = foreground.wait();
  signal(SIGINT, interrupt);
  signal(SIGQUIT, quit);
  if (!status) {
    write_text(STDERR_FILENO,
               fmt::format("wirelab: the run has ended, and {} with it\n", argv.front()));
    return killed;
  }
  return WIFSIGNALED(*status) ? 128 + WTERMSIG(*status) : WEXITSTATUS(*status);
}

}  // namespace

Result<int> run_on_host(pid_t run_id, const std::string& host,
                        const std::vector<std::string>& argv) {
  if (argv.empty()) return Error{ErrorKind::usage, "Which program? wirelab exec HOST -- PROGRAM"};
  Result<FileDescriptor> connection = connect_to_run(run_id);
  if (!connection) return connection.error();
  Result<Received> answer = ask_for_host(connection->get(), host, argv);
  if (!answer) return answer.error();
  const std::optional<Peer> peer = peer_of(connection->get());
  const Outcome proved = prove_namespaces(answer->descriptors, peer ? peer->process : 0);
  if (!proved) return proved.error();
  std::error_code ignored;
  const std::filesystem::path folder = std::filesystem::current_path(ignored);
  if (Outcome entered = enter_namespaces(answer->descriptors); !entered) return entered.error();

  Result<int> status = run(argv, folder, connection->get());
  if (!status) return status;
  const std::string line = fmt::format("exited {}\n", *status);
  send(connection->get(), line.data(), line.size(), MSG_NOSIGNAL);
  return status;
}

}  // namespace wirelab::lessons
