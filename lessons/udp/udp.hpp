#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// Datagrams: whole or not at all, and without errors?
Lesson udp();

}  // namespace wirelab::lessons
