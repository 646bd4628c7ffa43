#include "lessons/testbed/host/netlink.hpp"

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

#include <linux/if_addr.h>

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

Address network(const NetworkAddress& from) {
  const auto octets = from.address.octets();
  Address made(nl_addr_build(from.is_ipv6() ? AF_INET6 : AF_INET, octets.data(), octets.size()));
  nl_addr_set_prefixlen(made.get(), from.prefix);
  return made;
}

Address single(const IpAddress& address) {
  return network({address, address.version == 6 ? 128 : 32});
}

Address ethernet(const MacAddress& mac) {
  return Address(nl_addr_build(AF_LLC, mac.bytes.data(), mac.bytes.size()));
}

IpAddress broadcast_of(const NetworkAddress& from) {
  IpAddress broadcast = from.address;
  for (int bit = from.prefix; bit < 32; ++bit)
    broadcast.bytes[static_cast<std::size_t>(bit / 8)] |=
        static_cast<std::uint8_t>(0x80 >> bit % 8);
  return broadcast;
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

Outcome Netlink::add_address(int interface, const NetworkAddress& address) {
  const Owned<rtnl_addr, rtnl_addr_put> added(rtnl_addr_alloc());
  rtnl_addr_set_ifindex(added.get(), interface);
  rtnl_addr_set_local(added.get(), single(address.address).get());
  rtnl_addr_set_prefixlen(added.get(), address.prefix);
  if (address.is_ipv6())
    rtnl_addr_set_flags(added.get(), IFA_F_NODAD);
  else if (address.prefix < 31)
    rtnl_addr_set_broadcast(added.get(), single(broadcast_of(address)).get());
  return outcome(rtnl_addr_add(socket_.get(), added.get(), 0),
                 fmt::format("giving interface {} the address {}", interface, address.text()));
}

Outcome Netlink::add_route(int interface, const NetworkAddress& to) {
  const Owned<rtnl_route, rtnl_route_put> route(rtnl_route_alloc());
  rtnl_route_set_family(route.get(), to.is_ipv6() ? AF_INET6 : AF_INET);
  rtnl_route_set_dst(route.get(), network(to).get());
  if (!to.is_ipv6()) rtnl_route_set_scope(route.get(), RT_SCOPE_LINK);
  rtnl_nexthop* hop = rtnl_route_nh_alloc();  // the route frees it
  rtnl_route_nh_set_ifindex(hop, interface);
  rtnl_route_add_nexthop(route.get(), hop);
  return outcome(rtnl_route_add(socket_.get(), route.get(), NLM_F_EXCL),
                 fmt::format("adding a route to {} out of interface {}", to.text(), interface));
}

Outcome Netlink::set_least_timeout(int interface, const NetworkAddress& own,
                                   std::chrono::milliseconds least) {
  const Owned<rtnl_route, rtnl_route_put> route(rtnl_route_alloc());
  rtnl_route_set_family(route.get(), AF_INET);
  rtnl_route_set_dst(route.get(), network(own.network()).get());
  rtnl_route_set_pref_src(route.get(), single(own.address).get());
  rtnl_route_set_scope(route.get(), RT_SCOPE_LINK);
  rtnl_route_set_protocol(route.get(), RTPROT_KERNEL);
  rtnl_route_set_metric(route.get(), RTAX_RTO_MIN, static_cast<unsigned>(least.count()));
  rtnl_route_set_metric(route.get(), RTAX_LOCK, 1U << RTAX_RTO_MIN);
  rtnl_nexthop* hop = rtnl_route_nh_alloc();
  rtnl_route_nh_set_ifindex(hop, interface);
  rtnl_route_add_nexthop(route.get(), hop);
  return outcome(rtnl_route_add(socket_.get(), route.get(), NLM_F_REPLACE),
                 fmt::format("setting the least timeout of the route to {}", own.network().text()));
}

Outcome Netlink::add_route(const NetworkAddress& to, const IpAddress& gateway) {
  const Owned<rtnl_route, rtnl_route_put> route(rtnl_route_alloc());
  rtnl_route_set_family(route.get(), to.is_ipv6() ? AF_INET6 : AF_INET);
  rtnl_route_set_dst(route.get(), network(to).get());
  rtnl_route_set_scope(route.get(), RT_SCOPE_UNIVERSE);
  rtnl_nexthop* hop = rtnl_route_nh_alloc();
  rtnl_route_nh_set_gateway(hop, single(gateway).get());
  rtnl_route_add_nexthop(route.get(), hop);
  return outcome(rtnl_route_add(socket_.get(), route.get(), NLM_F_EXCL),
                 fmt::format("adding a route to {} via {}", to.text(), gateway.text()));
}

Outcome Netlink::add_neighbour(int interface, const IpAddress& address, const MacAddress& mac) {
  const Owned<rtnl_neigh, rtnl_neigh_put> neighbour(rtnl_neigh_alloc());
  rtnl_neigh_set_ifindex(neighbour.get(), interface);
  rtnl_neigh_set_dst(neighbour.get(), single(address).get());
  rtnl_neigh_set_lladdr(neighbour.get(), ethernet(mac).get());
  rtnl_neigh_set_state(neighbour.get(), NUD_PERMANENT);
  return outcome(rtnl_neigh_add(socket_.get(), neighbour.get(), NLM_F_CREATE),
                 fmt::format("making {} a known neighbour", address.text()));
}

int Netlink::index_of(const std::string& interface) {
  rtnl_link* found = nullptr;
  if (rtnl_link_get_kernel(socket_.get(), 0, interface.c_str(), &found) < 0) return 0;
  const Link link(found);
  return rtnl_link_get_ifindex(link.get());
}

}  // namespace wirelab::lessons
