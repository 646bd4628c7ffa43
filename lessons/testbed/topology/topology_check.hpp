#pragma once

#include "lessons/testbed/topology/topology.hpp"

#include <optional>
#include <string>

namespace wirelab::lessons {

// What cannot be built, and where it stands, as a topology file would name the place:
// "hosts.client.gateway".
struct TopologyMistake {
  std::string place;
  std::string cause;
};

// The first mistake: an address in no form, a cable with three ends, two hosts of one address, a
// gateway outside of the net, an unknown segment, ...
std::optional<TopologyMistake> find_mistake(const Topology& topology);

}  // namespace wirelab::lessons
