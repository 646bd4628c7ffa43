#include "lessons/testbed/rule.hpp"

#include "capture/words/nearest.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <sstream>

namespace wirelab::lessons {
namespace {

constexpr std::array kind_words{
    std::pair{"any", FrameKind::any},       std::pair{"syn", FrameKind::syn},
    std::pair{"synack", FrameKind::synack}, std::pair{"ack", FrameKind::ack},
    std::pair{"data", FrameKind::data},     std::pair{"fin", FrameKind::fin},
    std::pair{"rst", FrameKind::rst},       std::pair{"udp", FrameKind::udp},
    std::pair{"arp", FrameKind::arp},       std::pair{"icmp", FrameKind::icmp}};

constexpr std::array verb_words{
    std::pair{"pass", Verb::pass},           std::pair{"hold", Verb::hold},
    std::pair{"drop", Verb::drop},           std::pair{"delay", Verb::delay},
    std::pair{"duplicate", Verb::duplicate}, std::pair{"corrupt", Verb::corrupt},
    std::pair{"lose", Verb::lose},           std::pair{"keep", Verb::keep}};

const std::vector<std::string> verbs_to_write{"hold",    "drop", "delay", "duplicate",
                                              "corrupt", "lose", "rate"};
const std::vector<std::string> words_to_write{"from", "to",  "on",   "syn",    "synack", "ack",
                                              "data", "fin", "rst",  "udp",    "arp",    "icmp",
                                              "any",  "nth", "once", "always", "seed",   "bpf"};

Error mistake(std::string message) { return {ErrorKind::usage, std::move(message)}; }

Error unknown_word(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return mistake(fmt::format("a rule knows no word '{}'{}", word,
                             near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

// The words of a rule, taken one by one.
class Words {
 public:
  explicit Words(std::string_view text) : stream_(std::string(text)) {}
  bool next(std::string& word) { return static_cast<bool>(stream_ >> word); }

  template <class Number>
  Result<Number> number(const std::string& after) {
    std::string word;
    Number value{};
    if (!next(word)) return mistake(fmt::format("'{}' wants a number after it", after));
    const auto end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, value);
    if (error != std::errc() || stop != end || !(value >= Number{}))
      return mistake(fmt::format("'{}' wants a number after it, not '{}'", after, word));
    return value;
  }

 private:
  std::istringstream stream_;
};

std::optional<FrameKind> kind_of(const std::string& word) {
  for (const auto& [name, kind] : kind_words)
    if (word == name) return kind;
  return std::nullopt;
}

Outcome read_host(Words& words, const std::string& after, std::string& host) {
  if (!words.next(host))
    return mistake(fmt::format("'{}' wants the name of a host after it", after));
  return Done{};
}

// What both a match and a rule may say. False: the word is for the caller.
Result<bool> read_match_word(Words& words, const std::string& word, Match& match) {
  if (word == "from" || word == "to") {
    const Outcome read = read_host(words, word, word == "from" ? match.from : match.to);
    if (!read) return read.error();
  } else if (word == "on") {
    if (!words.next(match.segment)) return mistake("'on' wants the name of a segment after it");
  } else if (word == "nth") {
    const auto number = words.number<unsigned>(word);
    if (!number) return number.error();
    if (*number == 0) return mistake("'nth' counts from 1");
    match.nth = *number;
  } else if (const auto kind = kind_of(word)) {
    match.kind = *kind;
  } else {
    return false;
  }
  return true;
}

Outcome read_verb(Words& words, Rule& rule) {
  std::string word;
  if (!words.next(word))
    return mistake("a rule begins with a verb: hold, drop, delay, duplicate, corrupt or lose");
  if (word == "rate") return mistake("'rate' is not built yet: a wire has no limited rate so far");
  for (const auto& [name, verb] : verb_words)
    if (word == name && verb != Verb::pass && verb != Verb::keep) {
      rule.verb = verb;
      if (verb == Verb::delay) {
        const auto milliseconds = words.number<std::int64_t>(word);
        if (!milliseconds) return milliseconds.error();
        if (*milliseconds > 3'600'000) return mistake("'delay' takes at most 3600000 ms, an hour");
        rule.delay = *milliseconds * 1'000'000;
      }
      if (verb == Verb::lose) {
        const auto percent = words.number<double>(word);
        if (!percent) return percent.error();
        if (*percent > 100) return mistake("'lose' wants at most 100 percent");
        rule.percent = *percent;
      }
      return Done{};
    }
  return unknown_word(word, verbs_to_write);
}

// A well-mixed number from a seed: the same on every machine.
std::uint64_t mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

std::uint64_t mix(std::string_view text) {
  std::uint64_t value = 0;
  for (const char letter : text) value = mix(value ^ static_cast<unsigned char>(letter));
  return value;
}

bool is_kind(FrameKind kind, const Glimpse& frame) {
  const tcp::Segment& segment = frame.segment;
  const bool bare = (segment.flags & (tcp::syn | tcp::fin | tcp::rst)) == 0;
  switch (kind) {
    case FrameKind::any: return true;
    case FrameKind::udp: return frame.protocol == Protocol::udp;
    case FrameKind::arp: return frame.protocol == Protocol::arp;
    case FrameKind::icmp: return frame.protocol == Protocol::icmp;
    case FrameKind::syn: return frame.tcp() && segment.has(tcp::syn) && !segment.has(tcp::ack);
    case FrameKind::synack: return frame.tcp() && segment.has(tcp::syn) && segment.has(tcp::ack);
    case FrameKind::ack: return frame.tcp() && bare && segment.has(tcp::ack) && segment.length == 0;
    case FrameKind::data: return frame.tcp() && segment.length > 0;
    case FrameKind::fin: return frame.tcp() && segment.has(tcp::fin);
    case FrameKind::rst: return frame.tcp() && segment.has(tcp::rst);
  }
  return false;
}

}  // namespace

std::string_view to_word(Verb verb) {
  for (const auto& [name, value] : verb_words)
    if (value == verb) return name;
  return "pass";
}

bool Match::fits(std::string_view sender, std::string_view receiver, const Glimpse& frame,
                 std::string_view on) const {
  return (from.empty() || from == sender) && (to.empty() || to == receiver) &&
         (segment.empty() || segment == on) && is_kind(kind, frame);
}

Result<Match> parse_match(std::string_view text) {
  Words words(text);
  Match match;
  for (std::string word; words.next(word);) {
    const auto known = read_match_word(words, word, match);
    if (!known) return known.error();
    if (!*known) return unknown_word(word, words_to_write);
  }
  return match;
}

Result<Rule> parse_rule(std::string_view text) {
  Words words(text);
  Rule rule;
  if (const Outcome verb = read_verb(words, rule); !verb) return verb.error();
  std::optional<bool> once;
  for (std::string word; words.next(word);) {
    const auto known = read_match_word(words, word, rule.match);
    if (!known) return known.error();
    if (*known) continue;
    if (word == "bpf")
      return mistake("'bpf' is not built yet: name the frames by syn, ack, data, ...");
    if (word == "once" || word == "always") {
      once = word == "once";
    } else if (word == "seed") {
      const auto seed = words.number<std::uint64_t>(word);
      if (!seed) return seed.error();
      rule.seed = *seed;
    } else {
      return unknown_word(word, words_to_write);
    }
  }
  rule.once = once.value_or(rule.match.nth > 0);
  rule.text = std::string(text);
  return rule;
}

int RuleBook::add(Rule rule, std::string by) {
  entries_.push_back({.rule = std::move(rule), .by = std::move(by)});
  return static_cast<int>(entries_.size());
}

bool RuleBook::fires(Entry& entry, std::string_view from) const {
  const Rule& rule = entry.rule;
  ++entry.matched;
  auto [count, fresh] = entry.matched_from.try_emplace(std::string(from), 0);
  ++count->second;
  if (entry.spent || entry.matched < rule.match.nth) return false;
  if (rule.verb == Verb::lose) {
    // Drawn from the frame's place in its own direction: two ports racing change nothing.
    const std::uint64_t drawn = mix(mix(rule.seed.value_or(seed_) ^ mix(from)) + count->second);
    const double chance = static_cast<double>(drawn >> 11) * 0x1p-53;
    if (chance * 100 >= rule.percent) return false;
  }
  entry.spent = rule.once;
  return true;
}

std::optional<Decision> RuleBook::decide(std::string_view from, std::string_view to,
                                         const Glimpse& frame, std::string_view segment) {
  std::optional<Decision> decision;
  int number = 0;
  for (Entry& entry : entries_) {
    ++number;
    if (!entry.rule.match.fits(from, to, frame, segment) || !fires(entry, from) || decision)
      continue;
    const Verb verb = entry.rule.verb == Verb::lose ? Verb::drop : entry.rule.verb;
    decision = {.verb = verb, .by = entry.by, .rule = number, .delay = entry.rule.delay};
  }
  return decision;
}

}  // namespace wirelab::lessons
