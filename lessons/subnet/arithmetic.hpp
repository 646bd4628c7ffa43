#pragma once

#include "lessons/script/scene.hpp"

namespace wirelab::lessons {

// The steps that compute, and let a kernel prove it: where a net begins and ends; what the old
// classes say and the mask does not; what is to be practised.
void bits(Scene& scene);
void classes(Scene& scene);
void drills(Scene& scene);

}  // namespace wirelab::lessons
