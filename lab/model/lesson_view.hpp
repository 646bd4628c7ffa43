#pragma once

#include "lab/model/view.hpp"
#include "lessons/text/lesson_text.hpp"

namespace wirelab::lab {

// A View of a run whose lesson is known.
struct LessonView : View {
  const lessons::LessonText& lesson;
};

}  // namespace wirelab::lab
