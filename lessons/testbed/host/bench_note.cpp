#include "lessons/testbed/host/bench_note.hpp"

#include "lessons/testbed/host/host_parts.hpp"
#include "lessons/testbed/host/settings.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

namespace wirelab::lessons {
namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& parts, std::string_view separator = " ") {
  return fmt::format("{}", fmt::join(parts, separator));
}

// "client=10.0.0.1/24 router=10.0.0.9/24,10.0.1.9/24"
Words hosts_of(const Topology& topology) {
  Words hosts;
  for (const HostPlan& host : topology.hosts) {
    Words addresses;
    for (const InterfacePlan& interface : host.interfaces)
      addresses.insert(addresses.end(), interface.addresses.begin(), interface.addresses.end());
    hosts.push_back(fmt::format("{}={}", host.name, joined(addresses, ",")));
  }
  return hosts;
}

// "client.eth0=left,02:00:00:00:00:01,10.0.1.10/24"
Words interfaces_of(const Topology& topology) {
  Words interfaces;
  for (std::size_t host = 0; host < topology.hosts.size(); ++host)
    for (std::size_t number = 0; number < topology.hosts[host].interfaces.size(); ++number) {
      const InterfacePlan& plan = topology.hosts[host].interfaces[number];
      interfaces.push_back(fmt::format("{}.{}={},{},{}", topology.hosts[host].name,
                                       interface_name(number), plan.segment,
                                       mac_of(host, number).text(), joined(plan.addresses, ",")));
    }
  return interfaces;
}

// "left=switch,20000000,1500": kind, delay one way in ns, MTU
Words segments_of(const Topology& topology) {
  Words segments;
  for (const SegmentPlan& one : topology.segments)
    segments.push_back(fmt::format("{}={},{},{}", one.name, to_word(one.kind), one.delay, one.mtu));
  return segments;
}

Words routers_of(const Topology& topology) {
  Words routers;
  for (const HostPlan& host : topology.hosts)
    if (host.forward) routers.push_back(host.name);
  return routers;
}

Words settings_of(const BenchPlan& plan) {
  Words settings;
  for (const auto& [name, value] : host_settings())
    settings.push_back(fmt::format("{}={}", name, value));
  for (const auto& [name, value] : plan.settings)
    settings.push_back(fmt::format("{}={}", name, value));
  if (plan.least_timeout > 0)
    settings.push_back(fmt::format("route.rto_min={}ms", plan.least_timeout / 1'000'000));
  return settings;
}

}  // namespace

Note bench_note(Bench& bench) {
  const BenchPlan& plan = bench.plan();
  const Words hosts = hosts_of(plan.topology);
  Words missing;
  for (const Host& host : bench.hosts())
    for (const std::string& setting : host.missing_settings())
      missing.push_back(fmt::format("{}: {}", host.name(), setting));
  const SegmentPlan& first = plan.topology.segments.front();
  utsname machine{};
  uname(&machine);
  Note note = wire_note("bench", joined(hosts), "script");
  note.message =
      fmt::format("bench: {}, {} ms each way", joined(hosts, ", "), first.delay / 1'000'000);
  note.set("HOSTS", joined(hosts));
  note.set("MEDIUM", std::string(to_word(first.kind))).set("DELAY_NS", first.delay);
  note.set("INTERFACES", joined(interfaces_of(plan.topology)));
  note.set("SEGMENTS", joined(segments_of(plan.topology)));
  if (const Words routers = routers_of(plan.topology); !routers.empty())
    note.set("ROUTERS", joined(routers));
  note.set("KERNEL", machine.release).set("SETTINGS", joined(settings_of(plan)));
  if (!missing.empty()) note.set("MISSING", joined(missing, "; "));
  return note;
}

}  // namespace wirelab::lessons
