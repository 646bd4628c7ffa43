#pragma once

#include "lessons/script/lesson.hpp"

namespace wirelab::lessons {

// Opening a connection: why three messages?
Lesson handshake();

}  // namespace wirelab::lessons
