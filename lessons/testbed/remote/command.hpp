#pragma once

#include "capture/bytes/result.hpp"
#include "capture/recording/frame.hpp"
#include "capture/trace/events.hpp"
#include "lessons/testbed/frame/edit.hpp"
#include "lessons/testbed/hand/match.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// A line of the remote: lessons/README.md lists them.
struct Command {
  enum class Kind : std::uint8_t {
    go,
    next,
    hold,
    release,
    drop,
    duplicate,
    delay,
    reorder,
    corrupt,
    rule,
    set,
    wait,
    status,
    quit,
    exec,
    exited
  };
  Kind kind = Kind::next;
  std::string word;  // go STEP, hold WHAT, release all, set KEY, rule list|remove|clear, wait WHAT
  std::string text;  // rule ..., set KEY VALUE; the whole line of exec and exited
  std::uint64_t number = 0;      // of a frame; rule remove N
  std::uint64_t behind = 0;      // reorder N M
  Time delay = 0;                // delay N MS; wait ... within SECONDS, in ns
  bool alone = false;            // hold only
  std::optional<Edit> edit;      // corrupt N FIELD VALUE
  Match match;                   // wait MATCH
  std::optional<FateKind> fate;  // wait FATE; none: sent
};

// An error names what is wrong with the line and, where one is near, the right word.
Result<Command> parse_command(std::string_view line);

}  // namespace wirelab::lessons
