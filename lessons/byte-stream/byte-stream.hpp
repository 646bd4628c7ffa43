#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// TCP keeps the order of bytes, and no messages.
Lesson byte_stream();

}  // namespace wirelab::lessons
