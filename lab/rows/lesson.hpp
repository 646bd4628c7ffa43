#pragma once

#include "lab/model/lesson_view.hpp"
#include "lab/model/request.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

// The lesson column. Texts have their {facts} filled; a fact not yet known at the playhead reads
// "…".
struct LessonRows {
  enum class Mark { done, current, ahead };
  struct Step {
    std::string id, title;
    Mark mark;
  };
  struct Choice {
    std::string key;  // "A"
    std::string id, text;
    bool chosen = false;
    bool right = false,
         wrong =
             false;  // only once revealed: right = the run's answer, wrong = locked but not right
  };
  enum class Stage { none, choose, locked, revealed };  // of the prediction
  bool visible = false;                                 // no lesson: a file is open
  std::string unit, position;                           // "Unit 1", "4 of 7"
  std::string title;
  std::vector<Step> steps;
  std::string headline;  // first body paragraph's headline: the step's title
  std::vector<std::string> paragraphs;
  std::string turn;  // "Your turn: ..." while the wire waits for the hand, else empty
  Stage stage = Stage::none;
  std::string ask;  // id
  std::string question;
  std::string caption;  // "before you see it", "locked", "you were right", ...
  std::vector<Choice> choices;
  std::string
      button;  // "Lock in and play", "Next step", "Run this step", ...: the filled button (Space)
  bool button_enabled = true;
  std::string hint_button;           // "Hint", empty when none is left
  std::vector<std::string> hints;    // opened ones
  std::vector<std::string> because;  // once revealed
  std::vector<std::string> tries;
  std::vector<std::string> checks;  // "ok  sentence" of the finished step
  std::vector<bool> checks_passed;
  std::vector<std::string> believed, seen, truth;  // once the last step is over
};
LessonRows lesson_rows(const LessonView& view);
// What Space does now (the filled button), as the button shows.
Request lesson_button(const LessonView& view);

}  // namespace wirelab::lab
