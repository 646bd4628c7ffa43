#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/text/lesson_text.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace wirelab::lessons {

// What a run of a lesson has said in its result notes.
struct RunResults {
  std::vector<std::string> steps;               // in the order in which they were played
  std::map<std::string, std::string> answers;   // question -> option
  std::set<std::string> checks, failed, facts;  // ids
};

// From a recording of the whole lesson. Error: it cannot be read to its end.
Result<RunResults> read_results(const std::string& recording);

// A step that the lesson plays and the text lacks: "51: the step 'four' is missing here, ...", with
// the line where it would stand. Empty: none.
std::string missing_step(const LessonText& text, const RunResults& results);

// What a lesson's text lacks beyond its grammar (that is the parser's), one sentence each: steps
// without a part that every step has, predictions that their run does not answer, checks and facts
// without words, and words without them. Empty: nothing to say.
std::vector<std::string> check_text(const LessonText& text, const RunResults& results);

}  // namespace wirelab::lessons
