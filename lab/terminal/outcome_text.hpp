#pragma once

#include "capture/trace/trace.hpp"
#include "lab/terminal/style.hpp"
#include "lessons/text/lesson_text.hpp"

#include <cstddef>
#include <string>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// Below a scene's ladder: its questions with the answer that the run showed, and its checks.
std::string outcome_text(const Trace& trace, std::size_t scene, const lessons::LessonText* lesson,
                         const Words& words, const Style& style);

// In place of the ladder of a run that was set aside: that it was, and why.
std::string set_aside_text(const Scene& scene, const Words& words, const Style& style);

// The end of a run: what was checked; of a whole lesson what was believed and seen; what is true.
std::string closing_line(const Trace& trace, const lessons::LessonText* lesson, const Words& words,
                         const Style& style);

// Checks of the recording that did not hold, but for those of runs that were set aside.
std::size_t failed_checks(const Trace& trace);

}  // namespace wirelab::lab
