#include "lessons/testbed/host/bench.hpp"

#include "lessons/machine/descriptor_limit.hpp"
#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/start.hpp"
#include "lessons/testbed/base/end_programs.hpp"
#include "lessons/testbed/host/carrier.hpp"
#include "lessons/testbed/host/host_parts.hpp"
#include "lessons/testbed/host/offloads.hpp"
#include "lessons/testbed/host/port_parts.hpp"
#include "lessons/testbed/host/settings.hpp"
#include "lessons/testbed/topology/topology_check.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>

namespace wirelab::lessons {
namespace {

// Never used twice: an interface of the bench before may not be gone yet.
std::atomic<int> next_index{1000};

// The kernel's memory for frames that were not looked at yet: for all ports, and for one.
constexpr int ring_budget = 128 * 1024 * 1024;
constexpr int largest_ring = 16 * 1024 * 1024, smallest_ring = 512 * 1024;

// What one set-up thread makes.
struct Made {
  std::unique_ptr<Host::Parts> host;
  std::vector<std::unique_ptr<Port::Parts>> ports;
  std::optional<Error> error;
};

// The wire's end of a cable. Offloads first: libpcap sizes the slots of its ring by them.
Result<std::unique_ptr<Port::Parts>> make_port(const PortPlan& plan, const PortOwner& owner,
                                               int ring_bytes) {
  for (const Outcome& done :
       {switch_offloads_off(plan.interface.c_str(), false), set_up(plan.interface.c_str())})
    if (!done) return done.error();
  return open_port(owner, plan.interface, ring_bytes);
}

// Both ends of every cable of the host; leaves the thread on the host.
Outcome await_cables(const HostPlan& wanted, const Host::Parts& host,
                     const std::vector<PortPlan>& ports) {
  for (const PortPlan& port : ports)
    if (Outcome done = await_carrier(port.interface); !done) return done;
  if (setns(host.network.get(), CLONE_NEWNET) != 0)
    return machine_error(fmt::format("setns() into the network namespace of {}", wanted.name),
                         errno, "");
  for (std::size_t i = 0; i < wanted.interfaces.size(); ++i)
    if (Outcome done = await_carrier(fmt::format("eth{}", i)); !done) return done;
  return Done{};
}

// Host number `number` and its ports. One host's network at a time: the kernel has one lock for all
// of them, and whoever writes to /proc/sys/net while another holds it turns round and round.
std::optional<Error> make(const BenchPlan& plan, std::size_t number, int wire_namespace,
                          int ring_bytes, std::mutex& one_at_a_time, Made& made) {
  const HostPlan& wanted = plan.topology.hosts[number];
  std::vector<PortPlan> ports;
  for (std::size_t i = 0; i < wanted.interfaces.size(); ++i) {
    const int index = next_index++;
    ports.push_back({wire_namespace, index, fmt::format("port{}", index)});
  }
  std::unique_lock turn(one_at_a_time);
  Result<std::unique_ptr<Host::Parts>> host = make_host(plan, number, ports);
  turn.unlock();
  if (!host) return host.error();
  if (setns(wire_namespace, CLONE_NEWNET) != 0)
    return machine_error("setns() back into the wire's network namespace", errno, "");
  for (std::size_t i = 0; i < ports.size(); ++i) {
    const std::size_t segment = plan.topology.segment_number(wanted.interfaces[i].segment);
    auto opened = make_port(ports[i], {wanted.name, number, i, segment}, ring_bytes);
    if (!opened) return opened.error();
    made.ports.push_back(*std::move(opened));
  }
  if (Outcome done = await_cables(wanted, **host, ports); !done) return done.error();
  made.host = *std::move(host);
  return std::nullopt;
}

int ring_bytes_for(const Topology& topology) {
  std::size_t ports = 0;
  for (const HostPlan& host : topology.hosts) ports += host.interfaces.size();
  return std::clamp(ring_budget / static_cast<int>(std::max<std::size_t>(ports, 1)), smallest_ring,
                    largest_ring);
}

// In parallel: a port's ring takes the kernel ten milliseconds of waiting.
std::vector<Made> make_all(const BenchPlan& plan, int wire_namespace) {
  std::vector<Made> all(plan.topology.hosts.size());
  const int ring_bytes = ring_bytes_for(plan.topology);
  std::mutex one_at_a_time;
  std::vector<std::jthread> threads;
  for (std::size_t number = 0; number < all.size(); ++number) {
    threads.emplace_back([&, number] {
      all[number].error =
          make(plan, number, wire_namespace, ring_bytes, one_at_a_time, all[number]);
    });
  }
  threads.clear();
  return all;
}

// An IPv6 host reports its multicast groups a few times when its cables come up (RFC 3810, 6.1),
// the last time some 25 ms later. Takes what they say until they are silent, so that nothing is
// seen later that nobody asked for.
void await_silence(const Topology& topology, std::vector<Port>& ports) {
  constexpr int silence_ms = 60;
  constexpr auto patience = std::chrono::seconds(2);
  std::vector<pollfd> readable;
  for (const Port& port : ports)
    if (topology.hosts[port.host_number()].has_ipv6())
      readable.push_back({port.descriptor(), POLLIN, 0});
  if (readable.empty()) return;
  const auto start = std::chrono::steady_clock::now();
  while (poll(readable.data(), readable.size(), silence_ms) > 0 &&
         std::chrono::steady_clock::now() - start < patience)
    for (Port& port : ports)
      port.dispatch([](Time, std::span<const std::uint8_t>, std::uint32_t) {});
}

// Open files: namespaces, counters and sockets of a host, and for a moment two more; what a port
// has; and what is there without any bench, for programs and who asks.
constexpr std::size_t descriptors_of_host = 10, descriptors_of_port = 2, descriptors_besides = 64;

std::optional<Error> too_many_hosts(const Topology& topology, std::size_t allowed) {
  std::size_t needed = descriptors_besides, possible = 0;
  for (const HostPlan& host : topology.hosts) {
    needed += descriptors_of_host + descriptors_of_port * host.interfaces.size();
    if (needed <= allowed) ++possible;
  }
  if (possible == topology.hosts.size()) return std::nullopt;
  return Error{ErrorKind::machine,
               fmt::format("{} hosts need some {} open files, and this process may have {} of them "
                           "(ulimit -Hn): {} of these hosts are possible.",
                           topology.hosts.size(), needed, allowed, possible)};
}

}  // namespace

Result<std::unique_ptr<Bench>> Bench::build(const BenchPlan& plan) {
  if (const auto mistake = find_mistake(plan.topology))
    return Error{ErrorKind::usage, fmt::format("{}: {}", mistake->place, mistake->cause)};
  if (const auto too_many = too_many_hosts(plan.topology, raise_descriptor_limit()))
    return *too_many;
  if (Result<std::vector<std::string>> applied = apply(wire_settings()); !applied) {
    return applied.error();
  }
  const FileDescriptor wire_namespace(open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
  if (!wire_namespace) return machine_error("opening /proc/thread-self/ns/net", errno, "");

  std::unique_ptr<Bench> bench(new Bench);
  bench->plan_ = plan;
  for (Made& made : make_all(plan, wire_namespace.get())) {
    if (made.error) return *made.error;
    bench->hosts_.emplace_back(std::move(made.host));
    for (auto& port : made.ports) bench->ports_.emplace_back(std::move(port));
  }
  await_silence(plan.topology, bench->ports_);
  return bench;
}

Bench::~Bench() {
  for (const Host& host : hosts_) end_programs_in(host.network_descriptor());
  // In parallel, for here too the kernel mostly waits. What is left of namespaces and interfaces it
  // clears away itself.
  std::vector<std::jthread> threads;
  for (Port& port : ports_) threads.emplace_back([closed = std::move(port)] {});
}

const BenchPlan& Bench::plan() const { return plan_; }
std::vector<Host>& Bench::hosts() { return hosts_; }
std::vector<Port>& Bench::ports() { return ports_; }

Host* Bench::host(std::string_view name) {
  const auto found =
      std::find_if(hosts_.begin(), hosts_.end(), [&](const Host& h) { return h.name() == name; });
  return found == hosts_.end() ? nullptr : &*found;
}

Port* Bench::port(std::string_view name) {
  const auto found =
      std::find_if(ports_.begin(), ports_.end(), [&](const Port& p) { return p.name() == name; });
  return found == ports_.end() ? nullptr : &*found;
}

}  // namespace wirelab::lessons
