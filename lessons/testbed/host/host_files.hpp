#pragma once

#include "lessons/testbed/topology/topology.hpp"

#include <string>
#include <vector>

namespace wirelab::lessons {

// Gives the calling thread's mount namespace a /sys of its own network namespace, an /etc/hosts
// with every host's name, an /etc/hostname with its own, and no other source of names: one that is
// not in the file fails at once. No file is made that the machine could see. The value: what this
// machine refused, one sentence each.
std::vector<std::string> mount_host_files(const Topology& topology, const HostPlan& own);

}  // namespace wirelab::lessons
