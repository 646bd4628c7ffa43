#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/topology/topology.hpp"

#include <string>
#include <vector>

namespace wirelab::lessons {

// What every host must not inherit from the machine. To be written before its interfaces exist.
const std::vector<Setting>& host_settings();
// What comes on top of it for a host with or without IPv6, and for a router.
std::vector<Setting> settings_of(const HostPlan& host);
// The same for eth0, eth1, ..., once it exists.
std::vector<Setting> interface_settings(const std::string& interface, bool ipv6);
// The wire's own namespace: its ports are silent, and the hosts' connection tables small.
const std::vector<Setting>& wire_settings();

// Writes each through /proc/sys in the calling thread's network namespace and reads it back. The
// value: those that this kernel does not have or did not take, one sentence each. Error: /proc/sys
// cannot be written at all.
Result<std::vector<std::string>> apply(const std::vector<Setting>& settings);

}  // namespace wirelab::lessons
