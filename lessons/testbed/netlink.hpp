#pragma once

#include "capture/bytes/result.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

struct nl_sock;

namespace wirelab::lessons {

using MacAddress = std::array<std::uint8_t, 6>;

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
  Outcome add_address(int interface, std::uint32_t address, int prefix);
  // 0.0.0.0/0 straight out of the interface: whatever the destination is, somebody is asked for it.
  Outcome add_default_route(int interface);
  Outcome add_neighbour(int interface, std::uint32_t address, const MacAddress& mac);
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
