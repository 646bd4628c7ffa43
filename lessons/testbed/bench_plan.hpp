#pragma once

#include "capture/recording/frame.hpp"

#include <string>
#include <utility>
#include <vector>

namespace wirelab::lessons {

// A host to be made: its eth0 has this address; its default route leads out of eth0.
struct HostPlan {
  std::string name;     // "client"
  std::string address;  // "10.0.0.1"
  int prefix = 24;
};

// What a step's clean bench consists of. Two hosts on one cable until topologies come.
struct BenchPlan {
  std::vector<HostPlan> hosts{{"client", "10.0.0.1"}, {"server", "10.0.0.2"}};
  std::string segment = "cable";
  std::string medium = "cable";
  Time delay = 20'000'000;       // one way, ns; the hand stands in the middle of it
  bool neighbours_known = true;  // permanent ARP entries, so that a first lesson shows TCP alone
  // sysctls for every host beyond the defaults of testbed-facts: {"net.ipv4.tcp_synack_retries",
  // "5"}
  std::vector<std::pair<std::string, std::string>> settings;
};

}  // namespace wirelab::lessons
