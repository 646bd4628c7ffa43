#pragma once

#include "lessons/testbed/topology/topology.hpp"

namespace wirelab::lessons {

// What a step's clean bench consists of.
struct BenchPlan {
  Topology topology = pair();
  // Permanent neighbour entries within a segment, so that a first lesson shows TCP alone.
  bool neighbours_known = true;
  // sysctls for every host, beyond those of host_settings():
  // {"net.ipv4.tcp_synack_retries", "5"}
  std::vector<Setting> settings;
  // No retransmission timeout towards an IPv4 neighbour is shorter (ns; a SYN's aside), for a hand
  // that needs longer than the kernel's own 200 ms. 0: the kernel's own.
  Time least_timeout = 0;
};

}  // namespace wirelab::lessons
