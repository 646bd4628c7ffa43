#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/start.hpp"
#include "lessons/testbed/host/host_files.hpp"
#include "lessons/testbed/host/host_parts.hpp"
#include "lessons/testbed/host/host_routes.hpp"
#include "lessons/testbed/host/offloads.hpp"
#include "lessons/testbed/host/settings.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <cerrno>

namespace wirelab::lessons {
namespace {

constexpr unsigned ethernet_mtu = 1500;

MacAddress port_mac_of(std::size_t host, std::size_t interface) {
  MacAddress mac = mac_of(host, interface);
  mac.bytes[2] = 1;
  return mac;
}

std::vector<IpAddress> addresses_of(const HostPlan& host) {
  std::vector<IpAddress> addresses;
  for (const InterfacePlan& interface : host.interfaces)
    for (const std::string& text : interface.addresses)
      if (const auto parsed = parse_network_address(text)) addresses.push_back(parsed->address);
  return addresses;
}

Outcome leave_wire(const std::string& name) {
  if (unshare(CLONE_FS | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUTS) != 0) {
    return machine_error(
        fmt::format("unshare(CLONE_NEWNET|CLONE_NEWNS|CLONE_NEWUTS) for host {}", name), errno,
        namespace_remedy(errno));
  }
  if (sethostname(name.data(), name.size()) != 0) {
    return machine_error(fmt::format("sethostname(\"{}\")", name), errno, "");
  }
  return make_mounts_private();
}

Outcome open_namespace(FileDescriptor& into, const char* path) {
  into.reset(open(path, O_RDONLY | O_CLOEXEC));
  if (!into) return machine_error(fmt::format("opening {}", path), errno, "");
  return Done{};
}

Outcome keep_namespaces(Host::Parts& parts) {
  if (Outcome kept = open_namespace(parts.network, "/proc/thread-self/ns/net"); !kept) return kept;
  if (Outcome kept = open_namespace(parts.mounts, "/proc/thread-self/ns/mnt"); !kept) return kept;
  return open_namespace(parts.names, "/proc/thread-self/ns/uts");
}

Outcome set_up_loopback(Netlink& netlink) {
  if (Outcome done = switch_offloads_off("lo", false); !done) return done;
  if (Outcome done = netlink.set_mtu(netlink.index_of("lo"), ethernet_mtu); !done) return done;
  return set_up("lo");
}

// Notes in `missing` what the kernel does not have.
Outcome apply_to(std::vector<std::string>& missing, const std::vector<Setting>& settings) {
  Result<std::vector<std::string>> applied = apply(settings);
  if (!applied) return applied.error();
  missing.insert(missing.end(), applied->begin(), applied->end());
  return Done{};
}

// One interface: the cable, its settings, its addresses.
Outcome set_up_cable(Netlink& netlink, Host::Parts& parts, const BenchPlan& plan, std::size_t host,
                     std::size_t number, const PortPlan& port) {
  const HostPlan& wanted = plan.topology.hosts[host];
  const SegmentPlan* segment = plan.topology.find_segment(wanted.interfaces[number].segment);
  const std::string name = interface_name(number);
  const VethPlan veth{name,       mac_of(host, number), port.interface, port_mac_of(host, number),
                      port.index, port.wire_namespace,  segment->mtu};
  if (Outcome done = netlink.make_veth(veth); !done) return done;
  if (Outcome done = switch_offloads_off(name.c_str(), true); !done) return done;
  const Outcome set = apply_to(parts.missing, interface_settings(name, wanted.has_ipv6()));
  return set ? give_addresses(netlink, plan, host, number) : set;
}

Outcome set_up_network(Host::Parts& parts, const BenchPlan& plan, std::size_t host,
                       const std::vector<PortPlan>& ports) {
  const HostPlan& wanted = plan.topology.hosts[host];
  Result<Netlink> netlink = Netlink::open();
  if (!netlink) return netlink.error();
  for (const auto& settings : {host_settings(), settings_of(wanted)})
    if (Outcome done = apply_to(parts.missing, settings); !done) return done;
  if (Outcome done = set_up_loopback(*netlink); !done) return done;
  for (std::size_t number = 0; number < ports.size(); ++number)
    if (Outcome done = set_up_cable(*netlink, parts, plan, host, number, ports[number]); !done)
      return done;
  if (Outcome done = set_up_routes(*netlink, wanted); !done) return done;
  if (Outcome done = apply_to(parts.missing, plan.settings); !done) return done;
  return apply_to(parts.missing, wanted.settings);
}

}  // namespace

MacAddress mac_of(std::size_t host, std::size_t interface) {
  const std::size_t number = host + 1;
  return {{2, 0, 0, static_cast<std::uint8_t>(interface), static_cast<std::uint8_t>(number >> 8),
           static_cast<std::uint8_t>(number)}};
}

Result<std::unique_ptr<Host::Parts>> make_host(const BenchPlan& plan, std::size_t host,
                                               const std::vector<PortPlan>& ports) {
  const HostPlan& wanted = plan.topology.hosts[host];
  if (Outcome left = leave_wire(wanted.name); !left) return left.error();
  Result<KernelReaders> kernel = KernelReaders::open();
  if (!kernel) return kernel.error();
  auto parts = std::make_unique<Host::Parts>(wanted.name, addresses_of(wanted), *std::move(kernel));
  if (Outcome kept = keep_namespaces(*parts); !kept) return kept.error();
  parts->missing = mount_host_files(plan.topology, wanted);
  if (Outcome done = set_up_network(*parts, plan, host, ports); !done) return done.error();
  return parts;
}

}  // namespace wirelab::lessons
