#pragma once

#include "capture/bytes/result.hpp"
#include "capture/recording/frame.hpp"
#include "lessons/testbed/glimpse.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

enum class FrameKind : std::uint8_t { any, syn, synack, ack, data, fin, rst, udp, arp, icmp };

// Which frames are meant: "from client to server on left syn nth 2". Empty names mean any host and
// any segment, nth 0 every one.
struct Match {
  std::string from, to, segment;
  FrameKind kind = FrameKind::any;
  unsigned nth = 0;

  bool fits(std::string_view sender, std::string_view receiver, const Glimpse& frame,
            std::string_view on = {}) const;
};

Result<Match> parse_match(std::string_view text);

// `keep` passes the frame and keeps a copy of it for later: only scripts ask for it.
enum class Verb : std::uint8_t { pass, hold, drop, delay, duplicate, corrupt, lose, keep };
std::string_view to_word(Verb verb);

// A standing order to the wire. nth N means the Nth alone; with `always` the Nth and all after it.
struct Rule {
  Verb verb = Verb::drop;
  Match match;
  Time delay = 0;      // delay MS
  double percent = 0;  // lose PERCENT
  bool once = false;
  std::optional<std::uint64_t> seed;
  std::string text;  // as it was written
};

// The grammar of DESIGN 2. An error names the word at fault, and the nearest that would do.
Result<Rule> parse_rule(std::string_view text);

// What is to happen with a frame, and who says so.
struct Decision {
  Verb verb = Verb::pass;
  std::string by;
  int rule = 0;  // its number, 0: no rule
  Time delay = 0;
};

// The rules in force, numbered from 1. Every rule counts the frames that it matches; the first that
// fires decides.
class RuleBook {
 public:
  explicit RuleBook(std::uint64_t seed = 1) : seed_(seed) {}
  int add(Rule rule, std::string by);
  std::optional<Decision> decide(std::string_view from, std::string_view to, const Glimpse& frame,
                                 std::string_view segment = {});

 private:
  struct Entry {
    Rule rule;
    std::string by;
    unsigned matched = 0;
    bool spent = false;
    std::map<std::string, std::uint64_t, std::less<>> matched_from;  // by sender
  };
  bool fires(Entry& entry, std::string_view from) const;

  std::uint64_t seed_;
  std::vector<Entry> entries_;
};

}  // namespace wirelab::lessons
