#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// Addresses, masks, and two hosts that disagree about who is near.
Lesson subnet();

}  // namespace wirelab::lessons
