#include "lessons/machine/run_namespaces.hpp"

#include "lessons/machine/machine_error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <linux/magic.h>
#include <linux/nsfs.h>

#include <cerrno>
#include <string>

namespace wirelab::lessons {
namespace {

constexpr NamespaceKind kinds[] = {
    {CLONE_NEWUSER, "user", "user"}, {CLONE_NEWNET, "net", "network"},
    {CLONE_NEWNS, "mnt", "mount"},   {CLONE_NEWUTS, "uts", "host name"},
    {CLONE_NEWIPC, "ipc", "IPC"},    {CLONE_NEWPID, "pid", "process"}};
constexpr std::size_t user_kind = 0, ipc_kind = 4, process_kind = 5;

Error refused(const NamespaceKind& kind, std::string_view why) {
  return {ErrorKind::machine,
          fmt::format("Nothing was started: the {} namespace that the run hands out {}.", kind.name,
                      why)};
}

FileDescriptor namespace_of(const std::string& process, const char* file) {
  return FileDescriptor(
      open(fmt::format("/proc/{}/ns/{}", process, file).c_str(), O_RDONLY | O_CLOEXEC));
}

// False, too, when one of them is none.
bool are_one(const FileDescriptor& one, const FileDescriptor& other) {
  struct stat first {
  }, second{};
  return fstat(one.get(), &first) == 0 && fstat(other.get(), &second) == 0 &&
         first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

bool is_of_kind(const FileDescriptor& handed, const NamespaceKind& kind) {
  struct statfs system {};
  return fstatfs(handed.get(), &system) == 0 && system.f_type == NSFS_MAGIC &&
         ioctl(handed.get(), NS_GET_NSTYPE) == kind.flag;
}

FileDescriptor parent_of(const FileDescriptor& handed) {
  return FileDescriptor(ioctl(handed.get(), NS_GET_PARENT));
}

// The user namespace in which it was made: who made it is master there.
FileDescriptor owner_of(const FileDescriptor& handed) {
  return FileDescriptor(ioctl(handed.get(), NS_GET_USERNS));
}

// A child of our own that our own user made. Root may have started a run without one.
Outcome prove_user_namespace(const FileDescriptor& handed) {
  const NamespaceKind& kind = kinds[user_kind];
  const FileDescriptor own = namespace_of("self", kind.file);
  if (are_one(handed, own))
    return geteuid() == 0 ? Outcome(Done{}) : refused(kind, "is the one we are in already");
  if (!are_one(parent_of(handed), own)) return refused(kind, "was not made from ours");
  uid_t owner = 0;
  if (ioctl(handed.get(), NS_GET_OWNER_UID, &owner) != 0 || owner != geteuid())
    return refused(kind, "belongs to another user");
  return Done{};
}

// Made in the run's user namespace, and neither our own nor the machine's.
Outcome prove_owned(const FileDescriptor& handed, const NamespaceKind& kind,
                    const FileDescriptor& user) {
  if (!are_one(owner_of(handed), user))
    return refused(kind, "was not made in the run's user namespace");
  for (const char* process : {"self", "1"})
    if (are_one(handed, namespace_of(process, kind.file)))
      return refused(kind, "is one of the machine, not of a host");
  return Done{};
}

// The run's first process outside of them made them; it stayed where we are, but for its children.
Outcome prove_made_by(std::span<const FileDescriptor> handed, pid_t run) {
  const std::string process = std::to_string(run);
  const FileDescriptor ours = namespace_of("self", "pid");
  if (!are_one(parent_of(handed[process_kind]), ours))
    return refused(kinds[process_kind], "was not made from ours");
  const auto is_of_run = [&](std::size_t kind, const char* file) {
    return are_one(handed[kind], namespace_of(process, file));
  };
  if (!is_of_run(user_kind, "user")) return refused(kinds[user_kind], "is not the run's");
  if (!is_of_run(ipc_kind, "ipc")) return refused(kinds[ipc_kind], "is not the run's");
  if (!is_of_run(process_kind, "pid_for_children") || !are_one(namespace_of(process, "pid"), ours))
    return refused(kinds[process_kind], "is not the run's");
  return Done{};
}

}  // namespace

std::span<const NamespaceKind> namespace_kinds() { return kinds; }

Outcome prove_namespaces(std::span<const FileDescriptor> handed, pid_t run) {
  if (handed.size() != std::size(kinds))
    return Error{ErrorKind::machine,
                 fmt::format("Nothing was started: the run hands out {} namespaces, not {}; it may "
                             "be of another version of wirelab.",
                             handed.size(), std::size(kinds))};
  for (std::size_t i = 0; i < std::size(kinds); ++i)
    if (!is_of_kind(handed[i], kinds[i])) return refused(kinds[i], "is none");
  if (Outcome proved = prove_user_namespace(handed[user_kind]); !proved) return proved;
  for (std::size_t i = user_kind + 1; i < std::size(kinds); ++i)
    if (Outcome proved = prove_owned(handed[i], kinds[i], handed[user_kind]); !proved)
      return proved;
  return prove_made_by(handed, run);
}

Outcome enter_namespaces(std::span<const FileDescriptor> handed) {
  const FileDescriptor own = namespace_of("self", kinds[user_kind].file);
  for (std::size_t i = 0; i < std::size(kinds); ++i) {
    // Entering one's own user namespace is refused.
    if (i == user_kind && are_one(handed[i], own)) continue;
    if (setns(handed[i].get(), kinds[i].flag) != 0)
      return machine_error(fmt::format("entering the host's {} namespace (setns)", kinds[i].name),
                           errno, "The run may have just ended.");
  }
  return Done{};
}

}  // namespace wirelab::lessons
