#include "lessons/testbed/topology/topology_check.hpp"

#include "capture/words/nearest.hpp"
#include "lessons/testbed/base/network_address.hpp"
#include "lessons/testbed/topology/route_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace wirelab::lessons {
namespace {

constexpr std::size_t most_hosts = 250, most_interfaces = 16;
constexpr std::size_t longest_name = 32;
constexpr unsigned least_mtu = 68, least_ipv6_mtu = 1280, largest_mtu = 9000;
constexpr Time longest_delay = 3'600'000'000'000;

using Found = std::optional<TopologyMistake>;

// One walk over a topology; what was seen before is remembered to tell what stands twice.
class Check {
 public:
  explicit Check(const Topology& topology) : topology_(topology) {}

  Found run() {
    if (topology_.hosts.empty()) return TopologyMistake{"hosts", "there is no host"};
    if (topology_.hosts.size() > most_hosts)
      return TopologyMistake{"hosts", fmt::format("{} hosts are too many: at most {} are possible",
                                                  topology_.hosts.size(), most_hosts)};
    for (const SegmentPlan& segment : topology_.segments)
      if (Found found = segment_mistake(segment)) return found;
    for (const HostPlan& host : topology_.hosts)
      if (Found found = host_mistake(host)) return found;
    return std::nullopt;
  }

 private:
  Found segment_mistake(const SegmentPlan& segment);
  Found host_mistake(const HostPlan& host);
  Found interface_mistake(const HostPlan& host, std::size_t number);
  Found address_mistake(const InterfacePlan& interface, const std::string& host,
                        const std::string& place, const std::string& text);

  const HostPlan* owner_of_link_local(const IpAddress& address) const;

  const Topology& topology_;
  std::map<std::string, int> names_, segment_names_;
  std::map<std::string, std::string> owners_;             // by address
  std::map<std::string, std::vector<std::string>> ends_;  // of each segment
};

bool is_name(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= longest_name && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), fits);
}

std::string name_rule(const std::string& name) {
  return fmt::format("'{}' cannot be a name: names are letters, digits and '-', at most {}", name,
                     longest_name);
}

Found Check::segment_mistake(const SegmentPlan& segment) {
  const std::string place = "segments." + segment.name;
  if (!is_name(segment.name)) return TopologyMistake{place, name_rule(segment.name)};
  if (segment_names_[segment.name]++ > 0)
    return TopologyMistake{place, fmt::format("there are two segments '{}'", segment.name)};
  if (segment.mtu < least_mtu || segment.mtu > largest_mtu)
    return TopologyMistake{place + ".mtu", fmt::format("an MTU is from {} to {}, not {}", least_mtu,
                                                       largest_mtu, segment.mtu)};
  if (segment.delay < 0 || segment.delay > longest_delay)
    return TopologyMistake{place + ".delay_ms", "a delay is from 0 to 3600000 ms, an hour"};
  if (segment.ageing <= 0)
    return TopologyMistake{place + ".ageing_s", "a switch forgets after more than 0 s"};
  return std::nullopt;
}

Found Check::host_mistake(const HostPlan& host) {
  const std::string place = "hosts." + host.name;
  if (!is_name(host.name) || host.name == "localhost" || host.name == "all" || host.name == "next")
    return TopologyMistake{place, is_name(host.name)
                                      ? fmt::format("no host can be called '{}'", host.name)
                                      : name_rule(host.name)};
  if (names_[host.name]++ > 0)
    return TopologyMistake{place, fmt::format("there are two hosts '{}'", host.name)};
  if (host.interfaces.empty())
    return TopologyMistake{place, fmt::format("host {} is on no segment", host.name)};
  if (host.interfaces.size() > most_interfaces)
    return TopologyMistake{place, fmt::format("host {} has {} interfaces; at most {} are possible",
                                              host.name, host.interfaces.size(), most_interfaces)};
  for (std::size_t number = 0; number < host.interfaces.size(); ++number)
    if (Found found = interface_mistake(host, number)) return found;
  return find_route_mistake(host);
}

Found Check::interface_mistake(const HostPlan& host, std::size_t number) {
  const InterfacePlan& interface = host.interfaces[number];
  const std::string name = host.name + "." + interface_name(number);
  const std::string place = "hosts." + name;
  const SegmentPlan* segment = topology_.find_segment(interface.segment);
  if (!segment && interface.segment.empty())
    return TopologyMistake{
        place + ".segment",
        fmt::format("{} is on no segment: [segments.NAME] makes one, segment = \"NAME\" names it",
                    name)};
  if (!segment) {
    std::vector<std::string> known;
    for (const SegmentPlan& one : topology_.segments) known.push_back(one.name);
    const std::string near = nearest(interface.segment, known);
    return TopologyMistake{
        place + ".segment",
        fmt::format("there is no segment '{}'{}", interface.segment,
                    near.empty() ? "" : fmt::format("; did you mean '{}'?", near))};
  }
  auto& ends = ends_[segment->name];
  ends.push_back(name);
  if (segment->kind == SegmentKind::cable && ends.size() > 2)
    return TopologyMistake{
        place + ".segment",
        fmt::format("cable '{}' would have a third end here; the two are {} and {}. More than two "
                    "need kind = \"hub\" or \"switch\"",
                    segment->name, ends[0], ends[1])};
  if (interface.addresses.empty())
    return TopologyMistake{place, fmt::format("{} has no address", name)};
  for (const std::string& text : interface.addresses)
    if (Found found = address_mistake(interface, name, place + ".address", text)) return found;
  return std::nullopt;
}

// The host that has this address without having asked for it.
const HostPlan* Check::owner_of_link_local(const IpAddress& address) const {
  for (std::size_t number = 0; number < topology_.hosts.size(); ++number)
    if (topology_.hosts[number].has_ipv6() && link_local_of(number).address == address)
      return &topology_.hosts[number];
  return nullptr;
}

Found Check::address_mistake(const InterfacePlan& interface, const std::string& host,
                             const std::string& place, const std::string& text) {
  const auto address = parse_network_address(text);
  if (!address) return TopologyMistake{place, address.error().message};
  if (address->is_reserved())
    return TopologyMistake{
        place, fmt::format("{} names a whole network, so no host can have it", address->text())};
  if (address->prefix == 0)
    return TopologyMistake{
        place, fmt::format("{} would have every address in its own network: the length is from 1 "
                           "to {}",
                           address->text(), address->is_ipv6() ? 128 : 32)};
  const bool is_loopback = is_loopback_address(address->address);
  if (is_loopback || is_nobodys_address(address->address))
    return TopologyMistake{place,
                           fmt::format("{} is {}, so no interface can have it", address->text(),
                                       is_loopback ? "loopback" : "no host's address")};
  if (address->is_ipv6() && topology_.find_segment(interface.segment)->mtu < least_ipv6_mtu)
    return TopologyMistake{
        place, fmt::format("IPv6 needs an MTU of {} and more (RFC 8200)", least_ipv6_mtu)};
  if (const HostPlan* given = owner_of_link_local(address->address))
    return TopologyMistake{
        place, fmt::format("the bench gives {} to {} by itself, as fe80::NUMBER OF THE HOST to "
                           "each that speaks IPv6",
                           address->address.text(), given->name)};
  const auto [owner, fresh] = owners_.try_emplace(address->address.text(), host);
  if (!fresh)
    return TopologyMistake{
        place, fmt::format("{} is the address of {} already", owner->first, owner->second)};
  return std::nullopt;
}

}  // namespace

Found find_mistake(const Topology& topology) { return Check(topology).run(); }

}  // namespace wirelab::lessons
