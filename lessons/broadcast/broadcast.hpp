#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// Who hears a datagram for everybody: broadcast, and multicast as the better neighbour.
Lesson broadcast();

}  // namespace wirelab::lessons
