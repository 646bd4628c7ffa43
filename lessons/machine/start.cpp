#include "lessons/machine/start.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace wirelab::lessons {
namespace {

// 0, or the errno of what failed.
int write_file(const char* path, const std::string& text) {
  const FileDescriptor file(open(path, O_WRONLY | O_CLOEXEC));
  if (!file) return errno;
  return write(file.get(), text.data(), text.size()) < 0 ? errno : 0;
}

Outcome map_to_itself(const char* path, unsigned id) {
  const std::string map = fmt::format("{} {} 1", id, id);
  if (const int error = write_file(path, map); error != 0) {
    return machine_error(fmt::format("writing \"{}\" to {}", map, path), error,
                         namespace_remedy(error));
  }
  return Done{};
}

}  // namespace

Identity own_identity() { return {geteuid(), getegid()}; }

Result<bool> unshare_namespaces(const Identity& identity) {
  constexpr int others = CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWPID;
  if (unshare(CLONE_NEWUSER | others) == 0) return true;
  const int error = errno;
  if (identity.user == 0 && unshare(others) == 0) return false;
  return machine_error("unshare(CLONE_NEWUSER|CLONE_NEWNET|CLONE_NEWNS|CLONE_NEWIPC|CLONE_NEWPID)",
                       error, namespace_remedy(error));
}

Outcome map_identity(const Identity& identity) {
  // Without this the kernel refuses the group map to an ordinary user.
  if (const int error = write_file("/proc/self/setgroups", "deny"); error != 0) {
    return machine_error("writing \"deny\" to /proc/self/setgroups", error,
                         namespace_remedy(error));
  }
  if (Outcome users = map_to_itself("/proc/self/uid_map", identity.user); !users) return users;
  return map_to_itself("/proc/self/gid_map", identity.group);
}

Outcome make_mounts_private() {
  if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
    return machine_error("mount(\"/\", MS_REC|MS_PRIVATE)", errno, namespace_remedy(errno));
  }
  return Done{};
}

bool mount_fresh_proc() {
  return mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) == 0;
}

Outcome set_up(const char* interface) {
  const FileDescriptor any(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request{};
  std::strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
  if (!any || ioctl(any.get(), SIOCGIFFLAGS, &request) != 0) {
    return machine_error(fmt::format("reading the flags of {}", interface), errno,
                         namespace_remedy(errno));
  }
  request.ifr_flags |= IFF_UP;
  if (ioctl(any.get(), SIOCSIFFLAGS, &request) != 0) {
    return machine_error(fmt::format("setting {} up", interface), errno, namespace_remedy(errno));
  }
  return Done{};
}

}  // namespace wirelab::lessons
