#pragma once

#include "capture/bytes/result.hpp"

#include <string>
#include <utility>
#include <vector>

namespace wirelab::lessons {

// {"net.ipv4.tcp_congestion_control", "reno"}
using Setting = std::pair<std::string, std::string>;

// What a host must not inherit from the machine. To be written before its interfaces exist.
const std::vector<Setting>& host_settings();
// The same for eth0, once it exists.
const std::vector<Setting>& interface_settings();
// The wire's own namespace: its ports are silent, and the hosts' connection tables small.
const std::vector<Setting>& wire_settings();

// Writes each through /proc/sys in the calling thread's network namespace and reads it back. The
// value: those that this kernel does not have or did not take, one sentence each. Error: /proc/sys
// cannot be written at all.
Result<std::vector<std::string>> apply(const std::vector<Setting>& settings);

}  // namespace wirelab::lessons
