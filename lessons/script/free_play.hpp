#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/script/lesson.hpp"

#include <string>

namespace wirelab::lessons {

// A bench without a script: one step, `play`, that stands until it is ended or begun again.
Lesson free_play(Topology topology);

// The same by what the command line names: a built-in topology or a file. `ping`: HOST:ADDRESS, to
// be pinged once when the bench stands; empty: nobody. Every mistake is an error of usage.
Result<Lesson> free_play_on(const std::string& topology, const std::string& ping = "");

}  // namespace wirelab::lessons
