#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// How many clients fit in front of accept(), and what the others meet.
Lesson backlog();

}  // namespace wirelab::lessons
