#pragma once

#include <string>
#include <vector>

namespace wirelab::lessons {

// A lesson's words, read from NAME.LANG.md (grammar: lessons/README.md). Paragraphs keep `**bold**`
// and `` `code` `` marks as runs.
struct Option {
  std::string id;  // "accepts"
  std::string text;
};

struct Prediction {
  std::string question;
  std::vector<Option> options;  // in the order of the file; keys A, B, C, D
};

struct StepText {
  std::string id;     // "last-ack"
  std::string title;  // "Lose the last ACK"
  int line = 0;       // of its heading in the file, from 1
  std::vector<std::string>
      body;               // shown from the start of the step; `{fact}` filled from result notes
  Prediction prediction;  // empty options: none
  std::vector<std::string> because;  // shown once the answer is locked and played
  std::vector<std::string> turn;     // what to do when it is your turn (### Your turn)
  std::vector<std::string> hints;    // Hint 1..3
  std::vector<std::string> tries;    // ### Try: list items
  std::vector<std::string> presenter;
};

// The calls of a lesson as a program of its own: a file in its folder.
struct ProgramText {
  std::string name;  // "server.py"
  std::vector<std::string> lines;
};

struct LessonText {
  std::string id;        // "handshake"
  std::string title;     // "Opening a connection"
  std::string unit;      // "Unit 1"
  std::string question;  // the lesson's question
  int minutes = 0;
  std::vector<std::string> introduction;
  std::vector<StepText> steps;
  std::vector<std::string> believed, seen,
      truth;  // ### Believed / Seen / True at the end of the lesson
  // check id -> sentence ("## Checks" list: `- id: text`)
  std::vector<Option> checks;
  std::vector<ProgramText> programs;  // beside the text, not in it
  const StepText* step(const std::string& id) const;
};

}  // namespace wirelab::lessons
