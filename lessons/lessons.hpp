#pragma once

#include "lessons/script/lesson.hpp"

#include <vector>

namespace wirelab::lessons {

// Every lesson that the testbed can play. A new one is one line here.
const std::vector<Lesson>& lessons();

}  // namespace wirelab::lessons
