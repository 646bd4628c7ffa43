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

// A scene as it stands at the end of what is recorded of it: the ladder of lab/rows painted in
// characters, states at both margins, then questions with the answer that the run showed, and the
// checks. `lesson`: its text, nullptr when unknown: then ids stand for sentences.
std::string ladder_text(const Trace& trace, std::size_t scene, const lessons::LessonText* lesson,
                        const Words& words, const Style& style);

}  // namespace wirelab::lab
