#pragma once

#include "lessons/testbed/host/bench_plan.hpp"
#include "lessons/testbed/host/netlink.hpp"

namespace wirelab::lessons {

// What a host knows of the network: both speak to the kernel of the namespace in which `netlink`
// was opened.

// The addresses of interface `number` of host `host`, link-local IPv6 included, and its permanent
// neighbours where the plan wants them known.
Outcome give_addresses(Netlink& netlink, const BenchPlan& plan, std::size_t host,
                       std::size_t number);

// Gateways and routes of the plan. A host without a gateway asks for every destination out of eth0;
// a router without one does so for broadcast and multicast alone, so that it can say what it cannot
// reach.
Outcome set_up_routes(Netlink& netlink, const HostPlan& host);

}  // namespace wirelab::lessons
