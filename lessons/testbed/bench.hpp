#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/bench_plan.hpp"
#include "lessons/testbed/host.hpp"
#include "lessons/testbed/port.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// Hosts and the ports of their wire, made afresh for a step in the calling process's namespaces
// (see namespaces.hpp). Destroying it destroys every namespace, interface and program on it.
class Bench {
 public:
  static Result<std::unique_ptr<Bench>> build(const BenchPlan& plan);
  ~Bench();

  const BenchPlan& plan() const;
  std::vector<Host>& hosts();
  std::vector<Port>& ports();         // same order as hosts
  Host* host(std::string_view name);  // nullptr when there is none

 private:
  Bench() = default;
  BenchPlan plan_;
  std::vector<Host> hosts_;
  std::vector<Port> ports_;
};

}  // namespace wirelab::lessons
