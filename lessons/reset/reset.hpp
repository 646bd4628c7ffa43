#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// Resets: what did the peer do, and when do you learn of it?
Lesson reset();

}  // namespace wirelab::lessons
