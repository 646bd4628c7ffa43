#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/text/lesson_text.hpp"

#include <string>
#include <string_view>

namespace wirelab::lessons {

// Reads a lesson's text; the grammar is in lessons/README.md. An error reads "FILE:LINE: cause".
Result<LessonText> parse_lesson_text(std::string_view markdown, const std::string& id,
                                     const std::string& file);

}  // namespace wirelab::lessons
