#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/topology/topology.hpp"

#include <string>
#include <string_view>

namespace wirelab::lessons {

// A topology as free play and tests write it, in TOML (lessons/README.md has the form). Hosts and
// segments keep the order of the file. Every mistake is an error of usage: "FILE:LINE: cause".
Result<Topology> parse_topology(std::string_view text, const std::string& file);
Result<Topology> read_topology(const std::string& path);

}  // namespace wirelab::lessons
