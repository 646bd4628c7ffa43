#pragma once

#include "lab/command/context.hpp"

#include <string>

namespace wirelab::lab {

// A picture of every step of every lesson from its shipped recording, dark and light, into
// `folder`, which is made where it is missing; and index.html, which shows them. Size, scale and
// the like are those of `common`. What cannot be drawn is said, and the rest is drawn all the same.
// Returns the exit code.
int shot_all(const Context& context, const std::string& folder, const ShotRequest& common);

}  // namespace wirelab::lab
