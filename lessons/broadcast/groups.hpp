#pragma once

#include "lessons/script/scene.hpp"

namespace wirelab::lessons {

// A datagram for a group: only who has joined hears it.
void multicast(Scene& scene);

}  // namespace wirelab::lessons
