#include "lessons/testbed/topology/topology.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace wirelab::lessons {
namespace {

constexpr std::array kind_words{std::pair{"cable", SegmentKind::cable},
                                std::pair{"hub", SegmentKind::hub},
                                std::pair{"switch", SegmentKind::switched}};

const auto* named(const auto& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_word(SegmentKind kind) {
  for (const auto& [word, value] : kind_words)
    if (value == kind) return word;
  return "cable";
}

std::optional<SegmentKind> segment_kind(std::string_view word) {
  for (const auto& [known, kind] : kind_words)
    if (word == known) return kind;
  return std::nullopt;
}

bool HostPlan::has_ipv6() const {
  return std::any_of(interfaces.begin(), interfaces.end(), [](const InterfacePlan& interface) {
    return std::any_of(
        interface.addresses.begin(), interface.addresses.end(),
        [](const std::string& address) { return address.find(':') < address.size(); });
  });
}

HostPlan& HostPlan::on(std::string segment, std::string address, std::string second_address) {
  InterfacePlan interface {
    std::move(segment), { std::move(address) }
  };
  if (!second_address.empty()) interface.addresses.push_back(std::move(second_address));
  interfaces.push_back(std::move(interface));
  return *this;
}

HostPlan& HostPlan::via(std::string gateway) {
  gateways.push_back(std::move(gateway));
  return *this;
}

HostPlan& HostPlan::route(std::string to, std::string through) {
  routes.push_back({std::move(to), std::move(through)});
  return *this;
}

HostPlan& HostPlan::forwarding() {
  forward = true;
  return *this;
}

HostPlan& Topology::host(std::string name) {
  hosts.emplace_back().name = std::move(name);
  return hosts.back();
}

SegmentPlan& Topology::segment(std::string name, SegmentKind kind, Time delay) {
  segments.push_back({.name = std::move(name), .kind = kind, .delay = delay});
  return segments.back();
}

const HostPlan* Topology::find_host(std::string_view name) const { return named(hosts, name); }

const SegmentPlan* Topology::find_segment(std::string_view name) const {
  return named(segments, name);
}

std::size_t Topology::segment_number(std::string_view name) const {
  const SegmentPlan* found = find_segment(name);
  return found ? static_cast<std::size_t>(found - segments.data()) : segments.size();
}

std::string interface_name(std::size_t number) { return fmt::format("eth{}", number); }

Topology pair(Time delay) {
  Topology made;
  made.segment("cable", SegmentKind::cable, delay);
  made.host("client").on("cable", "10.0.0.1/24");
  made.host("server").on("cable", "10.0.0.2/24");
  return made;
}

Topology lan(Time delay) {
  Topology made;
  made.segment("lan", SegmentKind::switched, delay);
  made.host("alice").on("lan", "10.0.0.1/24");
  made.host("bob").on("lan", "10.0.0.2/24");
  made.host("carol").on("lan", "10.0.0.3/24");
  return made;
}

Topology two_nets(Time delay) {
  Topology made;
  made.segment("left", SegmentKind::switched, delay);
  made.segment("right", SegmentKind::switched, delay);
  made.host("client").on("left", "10.0.1.10/24").via("10.0.1.1");
  made.host("router").on("left", "10.0.1.1/24").on("right", "10.0.2.1/24").forwarding();
  made.host("server").on("right", "10.0.2.20/24").via("10.0.2.1");
  return made;
}

std::optional<Topology> built_in_topology(std::string_view name) {
  if (name == "pair") return pair();
  if (name == "lan") return lan();
  if (name == "two-nets") return two_nets();
  return std::nullopt;
}

const std::vector<std::string>& built_in_topologies() {
  static const std::vector<std::string> names{"pair", "lan", "two-nets"};
  return names;
}

}  // namespace wirelab::lessons
