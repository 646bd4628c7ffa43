#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// Losing data: who notices, and how?
Lesson retransmission();

}  // namespace wirelab::lessons
