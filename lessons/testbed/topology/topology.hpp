#pragma once

#include "capture/recording/frame.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wirelab::lessons {

// A sysctl and its value: {"net.ipv4.tcp_congestion_control", "reno"}
using Setting = std::pair<std::string, std::string>;

// What joins the ports of a segment.
enum class SegmentKind : std::uint8_t {
  cable,    // two ends
  hub,      // every frame goes to all others
  switched  // learns which address is behind which port
};
std::string_view to_word(SegmentKind kind);  // cable, hub, switch
std::optional<SegmentKind> segment_kind(std::string_view word);

struct SegmentPlan {
  std::string name;
  SegmentKind kind = SegmentKind::cable;
  Time delay = 0;  // one way, ns; the hand stands in the middle of it
  unsigned mtu = 1500;
  Time ageing = 300'000'000'000;  // after this silence a switch forgets an address, ns
};

// eth0, eth1, ... in order. Addresses as "10.0.1.10/24" and "fd00:1::10/64".
struct InterfacePlan {
  std::string segment;
  std::vector<std::string> addresses;
};

// "10.0.2.0/24" via "10.0.1.1"
struct RoutePlan {
  std::string to, via;
};

struct HostPlan {
  std::string name;
  std::vector<InterfacePlan> interfaces;
  std::vector<std::string> gateways;  // one a family at most
  std::vector<RoutePlan> routes;
  bool forward = false;           // a router
  std::vector<Setting> settings;  // beyond the bench's

  bool has_ipv6() const;

  // Chained, so that a host is a line: host("a").on("lan", "10.0.0.1/24").via("10.0.0.9")
  HostPlan& on(std::string segment, std::string address, std::string second_address = {});
  HostPlan& via(std::string gateway);
  HostPlan& route(std::string to, std::string through);
  HostPlan& forwarding();
};

// Hosts and what joins them. Nothing is checked here: see topology_check.hpp.
struct Topology {
  std::vector<HostPlan> hosts;
  std::vector<SegmentPlan> segments;

  // Both add one. The reference holds until the next is added.
  HostPlan& host(std::string name);
  SegmentPlan& segment(std::string name, SegmentKind kind, Time delay = 0);

  const HostPlan* find_host(std::string_view name) const;  // nullptr when there is none
  const SegmentPlan* find_segment(std::string_view name) const;
  // Index into `segments`; as many as there are when there is none.
  std::size_t segment_number(std::string_view name) const;
};

// "eth0"
std::string interface_name(std::size_t number);

// The built-in ones: client and server on a cable; three hosts on a switch; two switched nets with
// a router between them. `delay`: of each segment, one way, ns.
constexpr Time usual_delay = 20'000'000;
Topology pair(Time delay = usual_delay);
Topology lan(Time delay = usual_delay);
Topology two_nets(Time delay = usual_delay);
// By the name that the command line knows it by: pair, lan, two-nets.
std::optional<Topology> built_in_topology(std::string_view name);
const std::vector<std::string>& built_in_topologies();

}  // namespace wirelab::lessons
