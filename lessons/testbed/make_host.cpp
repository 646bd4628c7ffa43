#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/start.hpp"
#include "lessons/testbed/host_files.hpp"
#include "lessons/testbed/host_parts.hpp"
#include "lessons/testbed/offloads.hpp"
#include "lessons/testbed/settings.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

namespace wirelab::lessons {
namespace {

constexpr unsigned ethernet_mtu = 1500;

std::optional<std::uint32_t> parse_address(const std::string& text) {
  in_addr parsed{};
  if (inet_pton(AF_INET, text.c_str(), &parsed) != 1) return std::nullopt;
  return ntohl(parsed.s_addr);
}

MacAddress port_mac_of(std::size_t host) {
  MacAddress mac = mac_of(host);
  mac[3] = 1;
  return mac;
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

Outcome make_known(Netlink& netlink, int eth0, const BenchPlan& plan, std::size_t host) {
  for (std::size_t other = 0; other < plan.hosts.size(); ++other) {
    const auto address = parse_address(plan.hosts[other].address);
    if (other == host || !address) continue;
    if (Outcome done = netlink.add_neighbour(eth0, *address, mac_of(other)); !done) return done;
  }
  return Done{};
}

Outcome set_up_cable(Netlink& netlink, const BenchPlan& plan, std::size_t host,
                     const PortPlan& port, std::uint32_t address) {
  const VethPlan veth{"eth0",     mac_of(host),        port.interface, port_mac_of(host),
                      port.index, port.wire_namespace, ethernet_mtu};
  if (Outcome done = netlink.make_veth(veth); !done) return done;
  if (Outcome done = switch_offloads_off("eth0", true); !done) return done;
  const int eth0 = netlink.index_of("eth0");
  if (Outcome done = netlink.add_address(eth0, address, plan.hosts[host].prefix); !done) {
    return done;
  }
  if (Outcome done = netlink.add_default_route(eth0); !done) return done;
  return plan.neighbours_known ? make_known(netlink, eth0, plan, host) : Outcome(Done{});
}

// Notes in `missing` what the kernel does not have.
Outcome apply_to(std::vector<std::string>& missing, const std::vector<Setting>& settings) {
  Result<std::vector<std::string>> applied = apply(settings);
  if (!applied) return applied.error();
  missing.insert(missing.end(), applied->begin(), applied->end());
  return Done{};
}

Outcome set_up_network(Host::Parts& parts, const BenchPlan& plan, std::size_t host,
                       const PortPlan& port) {
  Result<Netlink> netlink = Netlink::open();
  if (!netlink) return netlink.error();
  if (Outcome done = apply_to(parts.missing, host_settings()); !done) return done;
  if (Outcome done = set_up_loopback(*netlink); !done) return done;
  if (Outcome done = set_up_cable(*netlink, plan, host, port, parts.address); !done) return done;
  if (Outcome done = apply_to(parts.missing, interface_settings()); !done) return done;
  return apply_to(parts.missing, plan.settings);
}

}  // namespace

MacAddress mac_of(std::size_t host) {
  const std::size_t number = host + 1;
  return {2, 0, 0, 0, static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
}

Result<std::unique_ptr<Host::Parts>> make_host(const BenchPlan& plan, std::size_t host,
                                               const PortPlan& port) {
  const HostPlan& wanted = plan.hosts[host];
  const auto address = parse_address(wanted.address);
  if (!address) {
    return Error{ErrorKind::usage, fmt::format("Host {}: \"{}\" is not an IPv4 address.",
                                               wanted.name, wanted.address)};
  }
  if (Outcome left = leave_wire(wanted.name); !left) return left.error();
  Result<SocketDiag> diag = SocketDiag::open();
  if (!diag) return diag.error();
  auto parts =
      std::make_unique<Host::Parts>(wanted.name, wanted.address, *address, *std::move(diag));
  if (Outcome kept = keep_namespaces(*parts); !kept) return kept.error();
  parts->missing = mount_host_files(plan);
  if (Outcome done = set_up_network(*parts, plan, host, port); !done) return done.error();
  return parts;
}

}  // namespace wirelab::lessons
