#include "lessons/machine/runs.hpp"

#include "lessons/machine/machine_error.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

namespace wirelab::lessons {
namespace {

constexpr std::string_view prefix = "@wirelab-";

// A line of /proc/net/unix: Num: RefCount Protocol Flags Type St Inode Path
std::optional<pid_t> run_of_line(std::string_view line) {
  constexpr std::string_view listens =
      " 00010000 ";  // __SO_ACCEPTCON; accepted sockets bear the name too
  const std::size_t name = line.rfind(prefix);
  if (name == std::string_view::npos || line.find(listens) == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view digits = line.substr(name + prefix.size());
  pid_t run = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), run);
  const bool whole = failure == std::errc{} && end == digits.data() + digits.size();
  return whole ? std::optional(run) : std::nullopt;
}

bool is_ours(pid_t run) {
  struct stat status {};
  return stat(fmt::format("/proc/{}", run).c_str(), &status) == 0 && status.st_uid == geteuid();
}

Result<pid_t> only_run() {
  const std::vector<pid_t> runs = list_runs();
  if (runs.size() == 1) return runs.front();
  if (runs.empty()) {
    return Error{
        ErrorKind::usage,
        "No lesson is running, so there is no host to work on. Start one first: wirelab run "
        "handshake"};
  }
  return Error{ErrorKind::usage, fmt::format("{} runs are going: {}. Say which: --run {}",
                                             runs.size(), fmt::join(runs, ", "), runs.front())};
}

}  // namespace

std::vector<pid_t> runs_in(std::string_view table) {
  std::vector<pid_t> runs;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    if (const auto run = run_of_line(table.substr(0, end))) runs.push_back(*run);
    table.remove_prefix(std::min(end + 1, table.size()));
  }
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

std::vector<pid_t> list_runs() {
  std::ifstream file("/proc/net/unix");
  const std::string table{std::istreambuf_iterator<char>(file), {}};
  std::vector<pid_t> runs = runs_in(table);
  std::erase_if(runs, [](pid_t run) { return !is_ours(run); });
  return runs;
}

std::string run_name(pid_t run) { return fmt::format("wirelab-{}", run); }

Result<FileDescriptor> connect_to_run(pid_t run) {
  if (run == 0) {
    const Result<pid_t> only = only_run();
    if (!only) return only.error();
    run = *only;
  }
  FileDescriptor connection(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!connection) return machine_error("socket(AF_UNIX)", errno, "");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = run_name(run);
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  if (connect(connection.get(), reinterpret_cast<sockaddr*>(&address), length) != 0) {
    const std::vector<pid_t> runs = list_runs();
    return Error{ErrorKind::usage,
                 fmt::format("Run {} does not answer: {}. {}", run, cause_text(errno),
                             runs.empty() ? "None of yours is going."
                                          : fmt::format("Going: {}.", fmt::join(runs, ", ")))};
  }
  return connection;
}

}  // namespace wirelab::lessons
