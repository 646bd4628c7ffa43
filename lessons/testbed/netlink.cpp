#include "lessons/testbed/netlink.hpp"

#include "lessons/machine/machine_error.hpp"

#include <fmt/format.h>
#include <net/if.h>
#include <netlink/netlink.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/link/veth.h>
#include <netlink/route/neighbour.h>
#include <netlink/route/nexthop.h>
#include <netlink/route/route.h>

#include <arpa/inet.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

// libnl's objects, freed by their own functions.
template <auto put>
struct Put {
  template <class T>
  void operator()(T* object) const {
    put(object);
  }
};
template <class T, auto put>
using Owned = std::unique_ptr<T, Put<put>>;
using Address = Owned<nl_addr, nl_addr_put>;
using Link = Owned<rtnl_link, rtnl_link_put>;

Address ipv4(std::uint32_t address, int prefix) {
  const std::uint32_t network_order = htonl(address);
  Address made(nl_addr_build(AF_INET, &network_order, sizeof network_order));
  nl_addr_set_prefixlen(made.get(), prefix);
  return made;
}

Address ethernet(const MacAddress& mac) {
  return Address(nl_addr_build(AF_LLC, mac.data(), mac.size()));
}

std::string text(std::uint32_t address) {
  return fmt::format("{}.{}.{}.{}", address >> 24, address >> 16 & 255, address >> 8 & 255,
                     address & 255);
}

Outcome outcome(int code, const std::string& attempted) {
  if (code >= 0) return Done{};
  // libnl has numbers of its own; it folds EPERM and EACCES into one.
  const int error = code == -NLE_PERM ? EPERM : 0;
  if (error != 0) return machine_error(attempted, error, namespace_remedy(error));
  return Error{ErrorKind::machine, fmt::format("{}: {}.", attempted, nl_geterror(code))};
}

}  // namespace

void Netlink::Free::operator()(nl_sock* socket) const { nl_socket_free(socket); }

Result<Netlink> Netlink::open() {
  Netlink opened(nl_socket_alloc());
  const int code = nl_connect(opened.socket_.get(), NETLINK_ROUTE);
  if (Outcome connected = outcome(code, "opening a NETLINK_ROUTE socket"); !connected) {
    return connected.error();
  }
  return opened;
}

Outcome Netlink::make_veth(const VethPlan& plan) {
  const Link pair(rtnl_link_veth_alloc());
  rtnl_link_set_name(pair.get(), plan.name.c_str());
  rtnl_link_set_addr(pair.get(), ethernet(plan.mac).get());
  rtnl_link_set_mtu(pair.get(), plan.mtu);
  rtnl_link_set_flags(pair.get(), IFF_UP);

  const Link peer(rtnl_link_veth_get_peer(pair.get()));
  rtnl_link_set_name(peer.get(), plan.peer_name.c_str());
  rtnl_link_set_addr(peer.get(), ethernet(plan.peer_mac).get());
  rtnl_link_set_mtu(peer.get(), plan.mtu);
  rtnl_link_set_ifindex(peer.get(), plan.peer_index);
  rtnl_link_set_ns_fd(peer.get(), plan.peer_namespace);

  const int code = rtnl_link_add(socket_.get(), pair.get(), NLM_F_CREATE | NLM_F_EXCL);
  if (code == -NLE_OPNOTSUPP) {
    return Error{ErrorKind::machine,
                 fmt::format("making the veth pair {} - {}: this kernel has no veth. Load it: sudo "
                             "modprobe veth.",
                             plan.name, plan.peer_name)};
  }
  return outcome(code, fmt::format("making the veth pair {} - {}", plan.name, plan.peer_name));
}

Outcome Netlink::set_mtu(int interface, unsigned mtu) {
  const Link which(rtnl_link_alloc());
  const Link change(rtnl_link_alloc());
  rtnl_link_set_ifindex(which.get(), interface);
  rtnl_link_set_mtu(change.get(), mtu);
  return outcome(rtnl_link_change(socket_.get(), which.get(), change.get(), 0),
                 fmt::format("setting the MTU of interface {} to {}", interface, mtu));
}

Outcome Netlink::remove(int interface) {
  const Link which(rtnl_link_alloc());
  rtnl_link_set_ifindex(which.get(), interface);
  return outcome(rtnl_link_delete(socket_.get(), which.get()),
                 fmt::format("removing interface {}", interface));
}

Outcome Netlink::add_address(int interface, std::uint32_t address, int prefix) {
  const Owned<rtnl_addr, rtnl_addr_put> added(rtnl_addr_alloc());
  rtnl_addr_set_ifindex(added.get(), interface);
  rtnl_addr_set_local(added.get(), ipv4(address, prefix).get());
  rtnl_addr_set_prefixlen(added.get(), prefix);
  const std::uint32_t mask = prefix == 0 ? 0 : ~0U << (32 - prefix);
  if (prefix < 31) rtnl_addr_set_broadcast(added.get(), ipv4(address | ~mask, 32).get());
  return outcome(
      rtnl_addr_add(socket_.get(), added.get(), 0),
      fmt::format("giving interface {} the address {}/{}", interface, text(address), prefix));
}

Outcome Netlink::add_default_route(int interface) {
  const Owned<rtnl_route, rtnl_route_put> route(rtnl_route_alloc());
  rtnl_route_set_family(route.get(), AF_INET);
  rtnl_route_set_dst(route.get(), ipv4(0, 0).get());
  rtnl_route_set_scope(route.get(), RT_SCOPE_LINK);
  rtnl_nexthop* hop = rtnl_route_nh_alloc();  // the route frees it
  rtnl_route_nh_set_ifindex(hop, interface);
  rtnl_route_add_nexthop(route.get(), hop);
  return outcome(rtnl_route_add(socket_.get(), route.get(), NLM_F_EXCL),
                 fmt::format("adding a default route out of interface {}", interface));
}

Outcome Netlink::add_neighbour(int interface, std::uint32_t address, const MacAddress& mac) {
  const Owned<rtnl_neigh, rtnl_neigh_put> neighbour(rtnl_neigh_alloc());
  rtnl_neigh_set_ifindex(neighbour.get(), interface);
  rtnl_neigh_set_dst(neighbour.get(), ipv4(address, 32).get());
  rtnl_neigh_set_lladdr(neighbour.get(), ethernet(mac).get());
  rtnl_neigh_set_state(neighbour.get(), NUD_PERMANENT);
  return outcome(rtnl_neigh_add(socket_.get(), neighbour.get(), NLM_F_CREATE),
                 fmt::format("making {} a known neighbour", text(address)));
}

int Netlink::index_of(const std::string& interface) {
  rtnl_link* found = nullptr;
  if (rtnl_link_get_kernel(socket_.get(), 0, interface.c_str(), &found) < 0) return 0;
  const Link link(found);
  return rtnl_link_get_ifindex(link.get());
}

}  // namespace wirelab::lessons
