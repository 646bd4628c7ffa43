#pragma once

#include "lab/model/window_start.hpp"

namespace wirelab::window {

// A picture of the bits of an address, without anything recorded.
Outcome render_subnet(const lab::ShotRequest& request);

}  // namespace wirelab::window
