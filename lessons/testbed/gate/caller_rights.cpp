#include "lessons/testbed/gate/caller_rights.hpp"

#include "lessons/testbed/base/end_programs.hpp"

#include <fmt/format.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/capability.h>

#include <fstream>
#include <sstream>
#include <string>

namespace wirelab::lessons {
namespace {

constexpr pid_t this_thread = 0;

std::optional<Capabilities> capabilities_of(pid_t thread) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, thread};
  __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3]{};
  if (syscall(SYS_capget, &header, sets) != 0) return std::nullopt;
  const auto whole = [](std::uint32_t low, std::uint32_t high) {
    return std::uint64_t{high} << 32 | low;
  };
  return Capabilities{whole(sets[0].effective, sets[1].effective),
                      whole(sets[0].permitted, sets[1].permitted),
                      whole(sets[0].inheritable, sets[1].inheritable)};
}

bool set_capabilities(const Capabilities& to) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, this_thread};
  __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
  for (const int half : {0, 1})
    sets[half] = {static_cast<std::uint32_t>(to.effective >> (32 * half)),
                  static_cast<std::uint32_t>(to.permitted >> (32 * half)),
                  static_cast<std::uint32_t>(to.inheritable >> (32 * half))};
  return syscall(SYS_capset, &header, sets) == 0;
}

// They answer with what was before; an id that is none changes nothing.
uid_t own_user() { return static_cast<uid_t>(setfsuid(static_cast<uid_t>(-1))); }
gid_t own_group() { return static_cast<gid_t>(setfsgid(static_cast<gid_t>(-1))); }

void set_ids(uid_t user, gid_t group) {
  setfsgid(group);
  setfsuid(user);
}

// The last of the four ids in a line of /proc/PID/status: "Uid:	1000	1000	1000
// 1000".
void read_id(const std::string& line, const char* name, unsigned& id) {
  if (!line.starts_with(name)) return;
  std::istringstream words(line.substr(std::string(name).size()));
  for (unsigned each = 0; words >> each;) id = each;
}

bool is_in_our_user_namespace(pid_t thread) {
  struct stat own {
  }, other{};
  return stat("/proc/thread-self/ns/user", &own) == 0 &&
         stat(fmt::format("/proc/{}/ns/user", thread).c_str(), &other) == 0 &&
         own.st_ino == other.st_ino && own.st_dev == other.st_dev;
}

}  // namespace

std::optional<CallerRights> CallerRights::of(const CallingProcess& process) {
  const auto held = capabilities_of(process.thread());
  if (!held) return std::nullopt;
  CallerRights rights{held->effective, own_user(), own_group()};
  if (!proc_is_ours()) return rights;  // its numbers are not ours: what else it is, nobody says
  std::ifstream status(fmt::format("/proc/{}/status", process.thread()));
  for (std::string line; std::getline(status, line);) {
    read_id(line, "Uid:", rights.user);
    read_id(line, "Gid:", rights.group);
  }
  if (!is_in_our_user_namespace(process.thread())) rights.capabilities = 0;
  return rights;
}

BorrowedRights::BorrowedRights(const CallerRights& rights)
    : own_(capabilities_of(this_thread)), user_(own_user()), group_(own_group()) {
  if (!own_) return;
  set_ids(rights.user, rights.group);
  // Last, for an id of 0, or none any more, changes the effective ones.
  borrowed_ =
      set_capabilities({rights.capabilities & own_->permitted, own_->permitted, own_->inheritable});
}

BorrowedRights::~BorrowedRights() {
  if (!own_) return;
  set_capabilities(*own_);
  if (own_user() == user_ && own_group() == group_) return;
  set_ids(user_, group_);
  set_capabilities(*own_);
}

}  // namespace wirelab::lessons
