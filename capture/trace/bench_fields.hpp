#pragma once

#include "capture/trace/events.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab {

// The texts of a `wire` note ACTION=bench. What is cut or bent is left out.

// HOSTS: "client=10.0.0.1/24 router=10.0.0.9/24,10.0.1.9/24"
std::vector<Host> read_hosts(std::string_view text);
// INTERFACES: "client.eth0=left,02:00:00:00:00:01,10.0.1.10/24"
std::vector<BenchPort> read_ports(std::string_view text);
// SEGMENTS: "left=switch,20000000,1500"
std::vector<BenchSegment> read_segments(std::string_view text);
// ROUTERS: "r1 r2"
std::vector<std::string> read_names(std::string_view text);
// SETTINGS: the seconds of tcp_fin_timeout.
std::optional<std::uint16_t> read_fin_timeout(std::string_view settings);

}  // namespace wirelab
