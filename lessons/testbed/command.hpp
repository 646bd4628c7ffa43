#pragma once

#include "capture/bytes/result.hpp"
#include "capture/recording/frame.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// A line of the remote (DESIGN 2).
struct Command {
  enum class Kind : std::uint8_t {
    go,
    next,
    hold,
    release,
    drop,
    duplicate,
    delay,
    corrupt,
    rule,
    set,
    quit,
    exec,
    exited
  };
  Kind kind = Kind::next;
  std::string word;          // go STEP, hold WHAT, release all, set KEY
  std::string text;          // rule ..., set KEY VALUE; the whole line of exec and exited
  std::uint64_t number = 0;  // of a frame
  Time delay = 0;
};

// An error names what is wrong with the line and, where one is near, the right word.
Result<Command> parse_command(std::string_view line);

}  // namespace wirelab::lessons
