#pragma once

#include "capture/bytes/result.hpp"

#include <string>

namespace wirelab::lessons {

// Waits until an interface of the calling thread's network namespace can send. A fresh one that is
// up throws away what it is given until the kernel has noticed its cable: at once on an idle
// machine, some hundred milliseconds later on a busy one. An error: it never came, in ten seconds.
Outcome await_carrier(const std::string& interface);

}  // namespace wirelab::lessons
