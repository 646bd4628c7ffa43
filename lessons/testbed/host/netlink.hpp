#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/base/network_address.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

struct nl_sock;

namespace wirelab::lessons {

using decode::MacAddress;

// A veth pair to be: `name` in the namespace of the Netlink that makes it, the peer in another one.
struct VethPlan {
  std::string name;
  MacAddress mac{};
  std::string peer_name;
  MacAddress peer_mac{};
  int peer_index = 0;  // unlike any index on a host, or both ends would speak with one identity
  int peer_namespace = -1;  // descriptor
  unsigned mtu = 1500;
};

// Interfaces, addresses, routes and neighbours of one network namespace: the one in which it was
// opened.
class Netlink {
 public:
  static Result<Netlink> open();

  // Its own end is up; the kernel refuses to set the peer up in the same call.
  Outcome make_veth(const VethPlan& plan);
  Outcome set_mtu(int interface, unsigned mtu);
  Outcome remove(int interface);
  // An IPv6 address is usable at once: nobody is asked whether it is free (RFC 4862, 5.4).
  Outcome add_address(int interface, const NetworkAddress& address);
  // Straight out of the interface: whatever the destination is, somebody there is asked for it.
  Outcome add_route(int interface, const NetworkAddress& to);
  // To the neighbours of an IPv4 address that the interface has: in place of the kernel's own
  // route, one with a floor for retransmission timeouts (RTAX_RTO_MIN; locked, or the kernel
  // ignores it).
  Outcome set_least_timeout(int interface, const NetworkAddress& own,
                            std::chrono::milliseconds least);
  // Through a neighbour; the kernel finds the interface.
  Outcome add_route(const NetworkAddress& to, const IpAddress& gateway);
  // Permanent: nobody is asked for it.
  Outcome add_neighbour(int interface, const IpAddress& address, const MacAddress& mac);
  // 0 when there is none of this name.
  int index_of(const std::string& interface);

 private:
  struct Free {
    void operator()(nl_sock* socket) const;
  };
  explicit Netlink(nl_sock* socket) : socket_(socket) {}
  std::unique_ptr<nl_sock, Free> socket_;
};

}  // namespace wirelab::lessons
