#include "lessons/testbed/host/carrier.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/machine_error.hpp"

#include <fmt/format.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <linux/ethtool.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>

#include <cerrno>
#include <chrono>
#include <cstring>

namespace wirelab::lessons {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds(10);

bool runs(int any_socket, const std::string& interface) {
  ifreq request{};
  std::strncpy(request.ifr_name, interface.c_str(), IFNAMSIZ - 1);
  // The kernel may look after a fresh carrier only at the next full second. Asked for the link, it
  // does so at once (since Linux 6.8; before, the news are waited for).
  ethtool_value link{.cmd = ETHTOOL_GLINK, .data = 0};
  request.ifr_data = reinterpret_cast<char*>(&link);
  ioctl(any_socket, SIOCETHTOOL, &request);
  return ioctl(any_socket, SIOCGIFFLAGS, &request) == 0 && (request.ifr_flags & IFF_RUNNING) != 0;
}

// The kernel tells it of every change of an interface.
FileDescriptor news_of_interfaces() {
  FileDescriptor news(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE));
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = RTMGRP_LINK;
  if (bind(news.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    news.reset();
  return news;
}

}  // namespace

Outcome await_carrier(const std::string& interface) {
  const FileDescriptor any(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!any) return machine_error("socket(AF_INET, SOCK_DGRAM)", errno, "");
  const FileDescriptor news = news_of_interfaces();  // before the first look: nothing is missed
  if (!news) return machine_error("binding a netlink socket to news of interfaces", errno, "");
  const auto deadline = Clock::now() + patience;
  while (!runs(any.get(), interface)) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0)
      return machine_error(fmt::format("waiting for {} to come up", interface), ETIMEDOUT, "");
    pollfd wait{news.get(), POLLIN, 0};
    poll(&wait, 1, static_cast<int>(left.count()));
    char told[8192];
    while (recv(news.get(), told, sizeof told, 0) > 0) {
    }
  }
  return Done{};
}

}  // namespace wirelab::lessons
