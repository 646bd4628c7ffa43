#include "lessons/testbed/topology_check.hpp"

#include "capture/words/nearest.hpp"
#include "lessons/testbed/network_address.hpp"

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
  Found gateway_mistakes(const HostPlan& host) const;

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
  return gateway_mistakes(host);
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

Found Check::address_mistake(const InterfacePlan& interface, const std::string& host,
                             const std::string& place, const std::string& text) {
  const auto address = parse_network_address(text);
  if (!address) return TopologyMistake{place, address.error().message};
  if (address->is_reserved())
    return TopologyMistake{
        place, fmt::format("{} names a whole network, so no host can have it", address->text())};
  const std::uint8_t first = address->address.bytes[0];
  const bool is_loopback = !address->is_ipv6() && first == 127;
  const bool is_group = address->is_ipv6() ? first == 0xff : first >= 224;
  if (is_loopback || is_group)
    return TopologyMistake{place,
                           fmt::format("{} is {}, so no interface can have it", address->text(),
                                       is_loopback ? "loopback" : "no host's address")};
  if (address->is_ipv6() && topology_.find_segment(interface.segment)->mtu < least_ipv6_mtu)
    return TopologyMistake{
        place, fmt::format("IPv6 needs an MTU of {} and more (RFC 8200)", least_ipv6_mtu)};
  const auto [owner, fresh] = owners_.try_emplace(address->address.text(), host);
  if (!fresh)
    return TopologyMistake{
        place, fmt::format("{} is the address of {} already", owner->first, owner->second)};
  return std::nullopt;
}

bool reaches(const HostPlan& host, const IpAddress& gateway) {
  for (const InterfacePlan& interface : host.interfaces)
    for (const std::string& text : interface.addresses) {
      const auto own = parse_network_address(text);
      if (own && own->contains(gateway)) return true;
    }
  return false;
}

Found hop_mistake(const HostPlan& host, const std::string& place, const std::string& text) {
  const auto gateway = parse_address(text);
  if (!gateway)
    return TopologyMistake{place, fmt::format("'{}' is no address; write it as 10.0.1.1", text)};
  if (!reaches(host, *gateway))
    return TopologyMistake{
        place, fmt::format("{} lies in no network that {} is in, so it cannot be asked to forward",
                           text, host.name)};
  return std::nullopt;
}

Found Check::gateway_mistakes(const HostPlan& host) const {
  const std::string place = "hosts." + host.name;
  int families[2] = {0, 0};
  for (const std::string& text : host.gateways) {
    if (Found found = hop_mistake(host, place + ".gateway", text)) return found;
    if (families[parse_address(text)->version == 6]++ > 0)
      return TopologyMistake{place + ".gateway",
                             fmt::format("{} is the second gateway of its family", text)};
  }
  for (const RoutePlan& route : host.routes) {
    const auto to = parse_network(route.to);
    if (!to) return TopologyMistake{place + ".routes", to.error().message};
    if (Found found = hop_mistake(host, place + ".routes", route.via)) return found;
    if (parse_address(route.via)->version != to->address.version)
      return TopologyMistake{place + ".routes",
                             fmt::format("{} and {} are of two IP versions", route.to, route.via)};
  }
  return std::nullopt;
}

}  // namespace

Found find_mistake(const Topology& topology) { return Check(topology).run(); }

}  // namespace wirelab::lessons
