#include "lessons/machine/capabilities.hpp"

#include "lessons/machine/machine_error.hpp"

#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/capability.h>

#include <cerrno>
#include <cstdint>

namespace wirelab::lessons {
namespace {

constexpr std::uint32_t of_the_network[] = {CAP_NET_RAW, CAP_NET_ADMIN, CAP_NET_BIND_SERVICE};

}  // namespace

Outcome keep_network_capabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3]{};
  if (syscall(SYS_capget, &header, sets) != 0) return machine_error("capget", errno, "");
  // Only what is inheritable can become ambient, and only what is ambient outlives execve().
  for (const std::uint32_t capability : of_the_network) {
    sets[CAP_TO_INDEX(capability)].inheritable |= CAP_TO_MASK(capability);
  }
  if (syscall(SYS_capset, &header, sets) != 0) return machine_error("capset", errno, "");
  for (const std::uint32_t capability : of_the_network) {
    if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) != 0) {
      return machine_error("prctl(PR_CAP_AMBIENT_RAISE)", errno, "");
    }
  }
  return Done{};
}

}  // namespace wirelab::lessons
