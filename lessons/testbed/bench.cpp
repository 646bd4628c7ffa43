#include "lessons/testbed/bench.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/start.hpp"
#include "lessons/testbed/end_programs.hpp"
#include "lessons/testbed/host_parts.hpp"
#include "lessons/testbed/offloads.hpp"
#include "lessons/testbed/port_parts.hpp"
#include "lessons/testbed/settings.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <optional>
#include <thread>

namespace wirelab::lessons {
namespace {

// Never used twice: an interface of the bench before may not be gone yet.
std::atomic<int> next_index{1000};

// What one set-up thread makes.
struct Made {
  std::unique_ptr<Host::Parts> host;
  std::unique_ptr<Port::Parts> port;
  std::optional<Error> error;
};

void make(const BenchPlan& plan, std::size_t number, int wire_namespace, Made& made) {
  const int index = next_index++;
  const PortPlan port{wire_namespace, index, fmt::format("port{}", index)};
  Result<std::unique_ptr<Host::Parts>> host = make_host(plan, number, port);
  if (!host) {
    made.error = host.error();
    return;
  }
  if (setns(wire_namespace, CLONE_NEWNET) != 0) {
    made.error = machine_error("setns() back into the wire's network namespace", errno, "");
    return;
  }
  // Offloads first: libpcap sizes the slots of its ring by them.
  for (const Outcome& done :
       {switch_offloads_off(port.interface.c_str(), false), set_up(port.interface.c_str())}) {
    if (!done) {
      made.error = done.error();
      return;
    }
  }
  Result<std::unique_ptr<Port::Parts>> opened =
      open_port(plan.hosts[number].name, port.interface, index);
  if (!opened) {
    made.error = opened.error();
    return;
  }
  made.host = *std::move(host);
  made.port = *std::move(opened);
}

// In parallel: a port's ring takes the kernel ten milliseconds of waiting.
std::vector<Made> make_all(const BenchPlan& plan, int wire_namespace) {
  std::vector<Made> all(plan.hosts.size());
  std::vector<std::jthread> threads;
  for (std::size_t number = 0; number < all.size(); ++number) {
    threads.emplace_back([&plan, number, wire_namespace, &made = all[number]] {
      make(plan, number, wire_namespace, made);
    });
  }
  threads.clear();
  return all;
}

}  // namespace

Result<std::unique_ptr<Bench>> Bench::build(const BenchPlan& plan) {
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
    bench->ports_.emplace_back(std::move(made.port));
  }
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

}  // namespace wirelab::lessons
