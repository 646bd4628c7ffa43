#include "lessons/testbed/gate/calling_process.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/testbed/base/end_programs.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace wirelab::lessons {
namespace {

namespace fs = std::filesystem;

FileDescriptor open_process(pid_t process) {
  return FileDescriptor(static_cast<int>(syscall(SYS_pidfd_open, process, 0)));
}

// The process that a thread belongs to; 0: not known.
pid_t process_of(pid_t thread) {
  if (!proc_is_ours()) return 0;
  std::ifstream status(fmt::format("/proc/{}/status", thread));
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("Tgid:")) return static_cast<pid_t>(std::atol(line.c_str() + 5));
  }
  return 0;
}

std::string link_of(ino_t socket) { return fmt::format("socket:[{}]", socket); }

// Calls `see` with the number and the target of each descriptor of a process.
template <class See>
void each_descriptor(const fs::path& folder, See see) {
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const std::string target = fs::read_symlink(entry.path(), failed).string();
    if (!failed) see(std::atoi(entry.path().filename().c_str()), target);
  }
}

}  // namespace

std::optional<CallingProcess> CallingProcess::of(pid_t thread) {
  FileDescriptor ending = open_process(thread);
  if (ending) return CallingProcess(thread, thread, std::move(ending));
  const pid_t process = process_of(thread);
  if (process == 0) return std::nullopt;
  ending = open_process(process);
  if (!ending) return std::nullopt;
  return CallingProcess(process, thread, std::move(ending));
}

bool CallingProcess::is_on(int network_namespace) const {
  struct stat host {
  }, own{};
  if (!proc_is_ours() || fstat(network_namespace, &host) != 0) return true;
  return stat(fmt::format("/proc/{}/ns/net", thread_).c_str(), &own) == 0 &&
         own.st_ino == host.st_ino && own.st_dev == host.st_dev;
}

FileDescriptor CallingProcess::duplicate(int number) const {
  return FileDescriptor(static_cast<int>(syscall(SYS_pidfd_getfd, ending_.get(), number, 0)));
}

bool CallingProcess::read(std::uint64_t from, void* to, std::size_t size) const {
  const iovec here{to, size};
  const iovec there{reinterpret_cast<void*>(from), size};
  return process_vm_readv(process_, &here, 1, &there, 1, 0) == static_cast<ssize_t>(size);
}

bool CallingProcess::write(std::uint64_t to, const void* from, std::size_t size) const {
  const iovec here{const_cast<void*>(from), size};
  const iovec there{reinterpret_cast<void*>(to), size};
  return process_vm_writev(process_, &here, 1, &there, 1, 0) == static_cast<ssize_t>(size);
}

std::string CallingProcess::name() const {
  return proc_is_ours() ? first_line_of(fmt::format("/proc/{}/comm", process_)) : std::string();
}

std::vector<int> CallingProcess::sockets() const {
  std::vector<int> numbers;
  if (!proc_is_ours()) return numbers;
  each_descriptor(fmt::format("/proc/{}/fd", process_), [&](int number, const std::string& target) {
    if (target.starts_with("socket:")) numbers.push_back(number);
  });
  return numbers;
}

std::optional<bool> CallingProcess::has_closed(int number, ino_t socket) const {
  if (!proc_is_ours()) return std::nullopt;
  std::error_code failed;
  const fs::path target = fs::read_symlink(fmt::format("/proc/{}/fd/{}", process_, number), failed);
  return failed || target != link_of(socket);
}

std::size_t descriptors_of(ino_t socket) {
  std::size_t count = 0;
  if (!proc_is_ours()) return count;
  const std::string wanted = link_of(socket), own = fmt::format("/proc/{}", getpid());
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator("/proc", failed)) {
    const char first = entry.path().filename().c_str()[0];
    if (first < '0' || first > '9' || entry.path() == own) continue;
    each_descriptor(entry.path() / "fd",
                    [&](int, const std::string& target) { count += target == wanted; });
  }
  return count;
}

}  // namespace wirelab::lessons
