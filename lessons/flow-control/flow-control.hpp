#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// A receiver that sleeps: where do the bytes wait?
Lesson flow_control();

}  // namespace wirelab::lessons
