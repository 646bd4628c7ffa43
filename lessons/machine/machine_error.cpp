#include "lessons/machine/machine_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace wirelab::lessons {

std::string cause_text(int error_number) { return std::generic_category().message(error_number); }

std::string first_line_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

std::string namespace_remedy(int error_number) {
  if (error_number == ENOSPC || error_number == EUSERS) {
    return "This machine's limit of namespaces is reached: sudo sysctl "
           "user.max_user_namespaces=10000 "
           "user.max_net_namespaces=10000, or end other programs that hold them.";
  }
  if (first_line_of("/proc/sys/kernel/unprivileged_userns_clone") == "0") {
    return "Unprivileged user namespaces are switched off here: sudo sysctl "
           "kernel.unprivileged_userns_clone=1";
  }
  if (first_line_of("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1") {
    return "AppArmor restricts user namespaces here: ./run offers a profile that allows them to "
           "wirelab, or sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0";
  }
  if (first_line_of("/proc/sys/user/max_user_namespaces") == "0") {
    return "User namespaces are switched off here: sudo sysctl user.max_user_namespaces=10000";
  }
  if (error_number == EINVAL || error_number == ENOSYS) {
    return "The kernel was built without this kind of namespace: a distribution's own kernel has "
           "it.";
  }
  return "In a container, start it with --security-opt seccomp=unconfined --security-opt "
         "apparmor=unconfined --security-opt systempaths=unconfined.";
}

Error machine_error(std::string_view attempted, int error_number, std::string_view remedy) {
  std::string text = fmt::format("{}: {}.", attempted, cause_text(error_number));
  if (!remedy.empty()) text += fmt::format(" {}", remedy);
  return {ErrorKind::machine, std::move(text)};
}

}  // namespace wirelab::lessons
