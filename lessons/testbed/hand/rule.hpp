#pragma once

#include "capture/bytes/result.hpp"
#include "lessons/testbed/frame/edit.hpp"
#include "lessons/testbed/hand/match.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// `reorder` puts a frame behind the next one of its sender. `rate` is a bottleneck, in addition to
// whatever else is decided. `keep` passes the frame and keeps a copy of it for later: only scripts
// ask for it.
enum class Verb : std::uint8_t {
  pass,
  hold,
  drop,
  delay,
  duplicate,
  reorder,
  corrupt,
  lose,
  rate,
  keep
};
std::string_view to_word(Verb verb);

// A standing order to the wire. nth N means the Nth alone; with `always` the Nth and all after it.
struct Rule {
  Verb verb = Verb::drop;
  Match match;
  Time delay = 0, jitter = 0;         // delay MS [jitter MS]
  double percent = 100;               // lose PERCENT, chance PERCENT
  std::uint64_t bits_per_second = 0;  // rate BITS [queue N]
  std::size_t queue = 100;            // frames
  std::optional<Edit> edit;           // corrupt FIELD VALUE
  bool once = false;
  bool alone = false;  // hold only: what follows goes on
  std::optional<std::uint64_t> seed;
  std::string text;  // as it was written
};

// The grammar of lessons/README.md. An error names the word at fault, and the nearest that would
// do.
Result<Rule> parse_rule(std::string_view text);

}  // namespace wirelab::lessons
