#include "lessons/testbed/base/end_programs.hpp"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill(), sigaction() are POSIX, not in <csignal>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <string>
#include <system_error>

namespace wirelab::lessons {
namespace {

pid_t number_of(const std::string& name) {
  pid_t number = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), number);
  return failed == std::errc{} && end == name.data() + name.size() ? number : 0;
}

}  // namespace

bool proc_is_ours() {
  std::error_code failed;
  return getpid() == 1 && std::filesystem::read_symlink("/proc/self", failed) == "1" && !failed;
}

void end_programs_in(int network_namespace) {
  struct stat wanted {};
  if (!proc_is_ours() || fstat(network_namespace, &wanted) != 0) return;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", failed)) {
    const pid_t process = number_of(entry.path().filename().string());
    struct stat found {};
    if (process <= 1 || stat((entry.path() / "ns/net").c_str(), &found) != 0) continue;
    if (found.st_ino == wanted.st_ino && found.st_dev == wanted.st_dev) kill(process, SIGKILL);
  }
}

}  // namespace wirelab::lessons
