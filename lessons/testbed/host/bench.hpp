#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/host/bench_plan.hpp"
#include "lessons/testbed/host/host.hpp"
#include "lessons/testbed/host/port.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// Hosts and the ports of their wire, made afresh for a step in the calling process's namespaces
// (see namespaces.hpp). Destroying it destroys every namespace, interface and program on it.
class Bench {
 public:
  // A plan that cannot be built is an error of usage; what the machine refuses, one of the machine.
  static Result<std::unique_ptr<Bench>> build(const BenchPlan& plan);
  ~Bench();

  const BenchPlan& plan() const;
  const Topology& topology() const { return plan_.topology; }
  std::vector<Host>& hosts();
  std::vector<Port>& ports();         // host by host, interface by interface
  Host* host(std::string_view name);  // nullptr when there is none
  Port* port(std::string_view name);  // "client.eth0"; the same

 private:
  Bench() = default;
  BenchPlan plan_;
  std::vector<Host> hosts_;
  std::vector<Port> ports_;
};

}  // namespace wirelab::lessons
