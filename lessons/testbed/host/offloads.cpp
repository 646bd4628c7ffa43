#include "lessons/testbed/host/offloads.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"

#include <fmt/format.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <linux/ethtool.h>
#include <linux/sockios.h>

#include <cerrno>
#include <cstring>

namespace wirelab::lessons {
namespace {

struct Offload {
  std::uint32_t command;
  const char* name;
};
constexpr Offload segmentation[] = {{ETHTOOL_STSO, "tcp-segmentation"},
                                    {ETHTOOL_SGSO, "generic-segmentation"},
                                    {ETHTOOL_SGRO, "generic-receive"}};

Outcome switch_off(int any_socket, const char* interface, const Offload& offload) {
  ethtool_value off{offload.command, 0};
  ifreq request{};
  std::strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
  request.ifr_data = reinterpret_cast<char*>(&off);
  if (ioctl(any_socket, SIOCETHTOOL, &request) != 0) {
    return machine_error(
        fmt::format("switching {} offload of {} off (SIOCETHTOOL)", offload.name, interface), errno,
        "");
  }
  return Done{};
}

}  // namespace

Outcome switch_offloads_off(const char* interface, bool checksum) {
  const FileDescriptor any(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!any) return machine_error("socket(AF_INET, SOCK_DGRAM)", errno, "");
  if (checksum) {
    // First: it drags TCP segmentation along.
    if (Outcome done = switch_off(any.get(), interface, {ETHTOOL_STXCSUM, "tx-checksum"}); !done) {
      return done;
    }
  }
  for (const Offload& offload : segmentation) {
    if (Outcome done = switch_off(any.get(), interface, offload); !done) return done;
  }
  return Done{};
}

}  // namespace wirelab::lessons
