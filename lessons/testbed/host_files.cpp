#include "lessons/testbed/host_files.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

constexpr unsigned long harmless = MS_NOSUID | MS_NODEV | MS_NOEXEC;

std::string names_of(const Topology& topology, const HostPlan& own) {
  std::string text = "127.0.0.1 localhost\n";
  if (own.has_ipv6()) text += "::1 localhost\n";
  for (const HostPlan& host : topology.hosts)
    for (const InterfacePlan& interface : host.interfaces)
      for (const std::string& address : interface.addresses)
        text += fmt::format("{} {}\n", address.substr(0, address.find('/')), host.name);
  return text;
}

bool write_new_file(const char* path, const std::string& text) {
  const FileDescriptor file(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444));
  return file && write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

// /sys lends its place for a moment: the bound file keeps its file system alive when that is gone
// from there. 0, or the errno of what failed.
int bind_hosts_file(const std::string& text) {
  if (mount("tmpfs", "/sys", "tmpfs", harmless, "size=64k") != 0) return errno;
  int error = 0;
  if (!write_new_file("/sys/hosts", text) ||
      mount("/sys/hosts", "/etc/hosts", nullptr, MS_BIND, nullptr) != 0) {
    error = errno;
  }
  umount2("/sys", MNT_DETACH);
  return error;
}

}  // namespace

std::vector<std::string> mount_host_files(const Topology& topology, const HostPlan& own) {
  std::vector<std::string> refused;
  if (const int error = bind_hosts_file(names_of(topology, own)); error != 0) {
    refused.push_back(fmt::format("/etc/hosts with the hosts' names: {}", cause_text(error)));
  }
  // A container's read-only /sys allows none but a read-only one.
  if (mount("sysfs", "/sys", "sysfs", harmless, nullptr) != 0 &&
      mount("sysfs", "/sys", "sysfs", harmless | MS_RDONLY, nullptr) != 0) {
    refused.push_back(fmt::format("a /sys of the host's own: {}", cause_text(errno)));
  }
  return refused;
}

}  // namespace wirelab::lessons
