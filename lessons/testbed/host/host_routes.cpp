#include "lessons/testbed/host/host_routes.hpp"

#include "lessons/testbed/host/host_parts.hpp"

#include <algorithm>

namespace wirelab::lessons {
namespace {

bool has_family(const InterfacePlan& interface, bool ipv6) {
  return std::any_of(
      interface.addresses.begin(), interface.addresses.end(),
      [&](const std::string& address) { return (address.find(':') != std::string::npos) == ipv6; });
}

// All addresses of an interface that its neighbours may ask for.
std::vector<NetworkAddress> addresses_of(const InterfacePlan& interface, std::size_t host) {
  std::vector<NetworkAddress> addresses;
  for (const std::string& text : interface.addresses)
    if (const auto parsed = parse_network_address(text)) addresses.push_back(*parsed);
  if (has_family(interface, true)) addresses.push_back(link_local_of(host));
  return addresses;
}

Outcome make_known(Netlink& netlink, int index, const Topology& topology, std::size_t host,
                   const InterfacePlan& own) {
  for (std::size_t other = 0; other < topology.hosts.size(); ++other) {
    if (other == host) continue;
    const auto& interfaces = topology.hosts[other].interfaces;
    for (std::size_t number = 0; number < interfaces.size(); ++number) {
      if (interfaces[number].segment != own.segment) continue;
      for (const NetworkAddress& address : addresses_of(interfaces[number], other)) {
        if (!has_family(own, address.is_ipv6())) continue;
        Outcome done = netlink.add_neighbour(index, address.address, mac_of(other, number));
        if (!done) return done;
      }
    }
  }
  return Done{};
}

Outcome set_up_default(Netlink& netlink, const HostPlan& host, bool ipv6) {
  const int eth0 = netlink.index_of("eth0");
  if (!host.forward) return netlink.add_route(eth0, everywhere(ipv6));
  if (ipv6) return Done{};  // ff00::/8 is there of itself
  for (const NetworkAddress& group : groups_of_router())
    if (Outcome done = netlink.add_route(eth0, group); !done) return done;
  return Done{};
}

}  // namespace

Outcome give_addresses(Netlink& netlink, const BenchPlan& plan, std::size_t host,
                       std::size_t number) {
  const InterfacePlan& interface = plan.topology.hosts[host].interfaces[number];
  const int index = netlink.index_of(interface_name(number));
  const auto least = std::chrono::milliseconds(plan.least_timeout / 1'000'000);
  for (const NetworkAddress& address : addresses_of(interface, host)) {
    if (Outcome done = netlink.add_address(index, address); !done) return done;
    if (least.count() == 0 || address.is_ipv6()) continue;
    if (Outcome done = netlink.set_least_timeout(index, address, least); !done) return done;
  }
  return plan.neighbours_known ? make_known(netlink, index, plan.topology, host, interface)
                               : Outcome(Done{});
}

Outcome set_up_routes(Netlink& netlink, const HostPlan& host) {
  bool has_gateway[2] = {false, false};
  for (const std::string& text : host.gateways) {
    const auto gateway = parse_address(text);
    if (!gateway) continue;  // refused before, see topology_check.hpp
    const bool ipv6 = gateway->version == 6;
    has_gateway[ipv6] = true;
    if (Outcome done = netlink.add_route(everywhere(ipv6), *gateway); !done) return done;
  }
  for (const RoutePlan& route : host.routes)
    if (const auto to = parse_network(route.to); to && to->prefix == 0)
      has_gateway[to->is_ipv6()] = true;
  for (const bool ipv6 : {false, true}) {
    if (has_gateway[ipv6] || (ipv6 && !host.has_ipv6())) continue;
    if (Outcome done = set_up_default(netlink, host, ipv6); !done) return done;
  }
  for (const RoutePlan& route : host.routes) {
    const auto to = parse_network(route.to);
    const auto gateway = parse_address(route.via);
    if (!to || !gateway) continue;
    if (Outcome done = netlink.add_route(*to, *gateway); !done) return done;
  }
  return Done{};
}

}  // namespace wirelab::lessons
