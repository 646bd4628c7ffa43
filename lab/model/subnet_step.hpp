#pragma once

#include "lab/model/subnet.hpp"

#include <cstddef>

namespace wirelab {
class Trace;
}

namespace wirelab::lab {

// A step that is about the bits of an address says so by the fact `grid`, "10.0.0.200/24": the bits
// are then in view, and no bench. The fact `drill` is the seed of the questions beside them.
// Nothing: this scene is about something else, or has not said it yet.
std::optional<SubnetState> subnet_of_scene(const Trace& trace, std::size_t scene,
                                           const SubnetState& before);

}  // namespace wirelab::lab
