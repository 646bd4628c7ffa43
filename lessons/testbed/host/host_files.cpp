#include "lessons/testbed/host/host_files.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

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

// A name that no file knows fails at once: nobody outside is asked, and nobody inside answers.
constexpr const char* no_name_servers = "# No name server: no route leads out of the lab.\n";

// The machine's own, with no other source of hosts than the file.
std::string name_sources() {
  std::ifstream file("/etc/nsswitch.conf");
  std::string text = "hosts: files\n";
  for (std::string line; std::getline(file, line);)
    if (!line.starts_with("hosts:")) text += line + '\n';
  return text;
}

struct EtcFile {
  const char* name;
  std::string text;
};

// Puts `file` over the one in /etc, where there is one. 0, or the errno of what failed.
int bind_file(const EtcFile& file) {
  const std::string made = fmt::format("/sys/{}", file.name),
                    over = fmt::format("/etc/{}", file.name);
  if (access(over.c_str(), F_OK) != 0) return 0;
  if (!write_new_file(made.c_str(), file.text)) return errno;
  return mount(made.c_str(), over.c_str(), nullptr, MS_BIND, nullptr) == 0 ? 0 : errno;
}

// /sys lends its place for a moment: the bound files keep their file system alive when that is gone
// from there.
void bind_files(const std::vector<EtcFile>& files, std::vector<std::string>& refused) {
  const int no_place = mount("tmpfs", "/sys", "tmpfs", harmless, "size=64k") == 0 ? 0 : errno;
  for (const EtcFile& file : files) {
    const int error = no_place != 0 ? no_place : bind_file(file);
    if (error != 0)
      refused.push_back(fmt::format("the host's own /etc/{}: {}", file.name, cause_text(error)));
  }
  if (no_place == 0) umount2("/sys", MNT_DETACH);
}

}  // namespace

std::vector<std::string> mount_host_files(const Topology& topology, const HostPlan& own) {
  std::vector<std::string> refused;
  bind_files({{"hosts", names_of(topology, own)},
              {"hostname", own.name + '\n'},
              {"resolv.conf", no_name_servers},
              {"nsswitch.conf", name_sources()}},
             refused);
  // A container's read-only /sys allows none but a read-only one.
  if (mount("sysfs", "/sys", "sysfs", harmless, nullptr) != 0 &&
      mount("sysfs", "/sys", "sysfs", harmless | MS_RDONLY, nullptr) != 0) {
    refused.push_back(fmt::format("a /sys of the host's own: {}", cause_text(errno)));
  }
  return refused;
}

}  // namespace wirelab::lessons
