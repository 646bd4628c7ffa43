#pragma once

#include "lessons/testbed/topology/topology_check.hpp"

#include <optional>

namespace wirelab::lessons {

// The first mistake in a host's gateways and routes: one that cannot be asked, is the host itself,
// or stands twice. The host's addresses are right.
std::optional<TopologyMistake> find_route_mistake(const HostPlan& host);

}  // namespace wirelab::lessons
