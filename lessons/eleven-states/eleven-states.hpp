#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// A real kernel in each of the eleven states of TCP.
Lesson eleven_states();

}  // namespace wirelab::lessons
