#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// Closing a connection: three segments, four, or a reset?
Lesson close();

}  // namespace wirelab::lessons
