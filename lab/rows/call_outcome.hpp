#pragma once

#include "capture/trace/events.hpp"

#include <string>

namespace wirelab::lab {

// What came of a call by a time: " = 5", " = -1 EAGAIN"; empty while it has not returned.
std::string call_outcome(const CallEvent& call, Time now);

}  // namespace wirelab::lab
