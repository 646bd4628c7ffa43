#pragma once

#include "lab/rows/lesson.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wirelab::lab {

// Where a person stands in a step: what the column, the button and the terminal agree on.
struct LessonState {
  const lessons::StepText* step = nullptr;  // nullptr: the lesson has no such step
  std::size_t index = 0;                    // of the step in the lesson
  std::optional<std::size_t> scene;         // the step's scene in view; absent: it has not run yet
  std::string ask;                          // id of the question
  std::string right;               // option that the run showed to be right; empty before it did
  std::string chosen, locked;      // option ids
  const AskEvent* turn = nullptr;  // the wire waits for the hand, now
  bool at_end = false;             // the playhead has reached the end of what happened
  LessonRows::Stage stage = LessonRows::Stage::none;
};
LessonState lesson_state(const LessonView& view);

// The option that a scene's result note names; empty before there is one. Nothing else knows the
// answer.
std::string right_answer(const Trace& trace, std::size_t scene, std::string_view ask);

// The facts and right answers of a scene as far as they are known at `time`; for as long as the
// trace does not grow.
class SceneFacts {
 public:
  SceneFacts(const Trace& trace, std::size_t scene, Time time);
  // `text` with {facts} filled; those that are not known read "…".
  std::string in(std::string_view text) const;
  std::string right_answer(std::string_view ask) const;

 private:
  using Found = std::unordered_map<std::string_view, std::string_view>;
  Found facts_, answers_;
};

// The same of one text.
std::string with_facts(std::string_view text, const Trace& trace, std::size_t scene, Time time);

// "A", "B", ... of the n-th option.
std::string option_key(std::size_t index);

}  // namespace wirelab::lab
