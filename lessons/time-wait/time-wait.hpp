#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// The end of a connection: who waits in TIME-WAIT, and what for?
Lesson time_wait();

}  // namespace wirelab::lessons
