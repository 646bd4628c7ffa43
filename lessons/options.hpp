#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/script/lesson.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace wirelab::lessons {

// What the command line of wirelab-testbed asks for.
struct Options {
  const Lesson* lesson = nullptr;
  std::shared_ptr<const Lesson> free_play;  // owns `lesson` where a topology is played
  std::vector<const LessonStep*> steps;     // to be played, in order
  bool named_step = false;                  // --step or --from
  bool automatic = false;
  bool patient = false;  // a recording to be shipped: what nobody waits for live is waited for
  std::uint64_t seed = 1;
  std::vector<std::string> outputs;  // files; "-" is standard output
  std::string say;                   // help or version: print this and be done
};

Result<Options> read_options(int count, char** words, const std::vector<Lesson>& lessons);

}  // namespace wirelab::lessons
