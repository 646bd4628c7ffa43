#include "lessons/testbed/topology/route_check.hpp"

#include "lessons/testbed/base/network_address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace wirelab::lessons {
namespace {

using Found = std::optional<TopologyMistake>;

std::vector<NetworkAddress> addresses_of(const HostPlan& host) {
  std::vector<NetworkAddress> all;
  for (const InterfacePlan& interface : host.interfaces)
    for (const std::string& text : interface.addresses)
      if (const auto address = parse_network_address(text)) all.push_back(*address);
  return all;
}

// Who is asked to forward.
Found hop_mistake(const HostPlan& host, const std::string& place, const std::string& text) {
  const auto gateway = parse_address(text);
  if (!gateway)
    return TopologyMistake{place, fmt::format("'{}' is no address; write it as 10.0.1.1", text)};
  bool reached = false;
  for (const NetworkAddress& own : addresses_of(host)) {
    if (own.address == *gateway)
      return TopologyMistake{
          place,
          fmt::format("{} is {} itself, which cannot ask itself to forward", text, host.name)};
    if (!own.contains(*gateway)) continue;
    reached = true;
    if (NetworkAddress{*gateway, own.prefix}.is_reserved())
      return TopologyMistake{
          place, fmt::format("{} names a whole network, so nobody there can forward", text)};
  }
  if (reached) return std::nullopt;
  return TopologyMistake{
      place, fmt::format("{} lies in no network that {} is in, so it cannot be asked to forward",
                         text, host.name)};
}

// The networks that a host has a way to so far, one route each.
class Ways {
 public:
  explicit Ways(const HostPlan& host) : host_(host) {
    const auto own = addresses_of(host);
    for (const NetworkAddress& address : own) networks_.push_back(address.network());
    const bool ipv6 = host.has_ipv6();
    if (ipv6) networks_.push_back(link_local_of(0).network());
    // A router without a gateway has these of the bench, see host_routes.
    const bool gateway4 =
        std::any_of(host.gateways.begin(), host.gateways.end(),
                    [](const std::string& text) { return text.find(':') == std::string::npos; });
    if (host.forward && !gateway4)
      for (const NetworkAddress& group : groups_of_router()) networks_.push_back(group);
    own_ = networks_.size();
  }

  Found add(const NetworkAddress& to, const std::string& place) {
    const auto known = std::find(networks_.begin(), networks_.end(), to);
    if (known == networks_.end()) {
      networks_.push_back(to);
      return std::nullopt;
    }
    if (static_cast<std::size_t>(known - networks_.begin()) < own_)
      return TopologyMistake{
          place, fmt::format("{} is reached by {} without a route, so none can stand beside it",
                             to.text(), host_.name)};
    return TopologyMistake{
        place, fmt::format("{} has a way to {} already", host_.name,
                           to.prefix == 0 ? "everywhere, its gateway or a route" : to.text())};
  }

 private:
  const HostPlan& host_;
  std::vector<NetworkAddress> networks_;
  std::size_t own_ = 0;
};

}  // namespace

Found find_route_mistake(const HostPlan& host) {
  const std::string place = "hosts." + host.name;
  Ways ways(host);
  int families[2] = {0, 0};
  for (const std::string& text : host.gateways) {
    if (Found found = hop_mistake(host, place + ".gateway", text)) return found;
    const auto gateway = parse_address(text);
    const bool ipv6 = gateway->version == 6;
    if (families[ipv6]++ > 0)
      return TopologyMistake{place + ".gateway",
                             fmt::format("{} is the second gateway of its family", text)};
    (void)ways.add(everywhere(ipv6), place);
  }
  for (std::size_t number = 0; number < host.routes.size(); ++number) {
    const RoutePlan& route = host.routes[number];
    const std::string here = fmt::format("{}.routes.{}", place, number);
    const auto to = parse_network(route.to);
    if (!to) return TopologyMistake{here, to.error().message};
    if (Found found = hop_mistake(host, here, route.via)) return found;
    if (parse_address(route.via)->version != to->address.version)
      return TopologyMistake{here,
                             fmt::format("{} and {} are of two IP versions", route.to, route.via)};
    if (Found found = ways.add(*to, here)) return found;
  }
  return std::nullopt;
}

}  // namespace wirelab::lessons
