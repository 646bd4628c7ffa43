#include "lessons/testbed/hand/rule.hpp"

#include <fmt/format.h>

#include <array>

namespace wirelab::lessons {
namespace {

// A filter of libpcap that is longer is no sentence any more; its compiler recurses.
constexpr std::size_t longest_rule = 4096;

constexpr std::array verb_words{
    std::pair{"pass", Verb::pass},           std::pair{"hold", Verb::hold},
    std::pair{"drop", Verb::drop},           std::pair{"delay", Verb::delay},
    std::pair{"duplicate", Verb::duplicate}, std::pair{"reorder", Verb::reorder},
    std::pair{"corrupt", Verb::corrupt},     std::pair{"lose", Verb::lose},
    std::pair{"rate", Verb::rate},           std::pair{"keep", Verb::keep}};

const std::vector<std::string>& rule_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all = match_words();
    all.insert(all.end(), {"once", "always", "seed", "chance"});
    return all;
  }();
  return words;
}

Outcome read_verb_word(LineWords& words, Rule& rule) {
  const std::string word = words.next();
  const std::vector<std::string> known{"hold",    "drop",    "delay", "duplicate",
                                       "reorder", "corrupt", "lose",  "rate"};
  if (word.empty())
    return mistake(fmt::format("a rule begins with a verb: {}", fmt::join(known, ", ")));
  for (const auto& [name, verb] : verb_words)
    if (word == name && verb != Verb::pass && verb != Verb::keep) {
      rule.verb = verb;
      return Done{};
    }
  return unknown_word("a rule", word, known);
}

Outcome read_delay(LineWords& words, Rule& rule) {
  const auto delay = words.milliseconds("delay");
  if (!delay) return delay.error();
  rule.delay = *delay;
  if (!words.take("jitter")) return Done{};
  const auto jitter = words.milliseconds("jitter");
  if (!jitter) return jitter.error();
  rule.jitter = *jitter;
  return Done{};
}

Outcome read_rate(LineWords& words, Rule& rule) {
  const auto bits = words.bits("rate");
  if (!bits) return bits.error();
  rule.bits_per_second = *bits;
  if (!words.take("queue")) return Done{};
  const auto frames = words.number<std::size_t>("queue");
  if (!frames) return frames.error();
  if (*frames > 100'000) return mistake("'queue' takes at most 100000 frames");
  rule.queue = *frames;
  return Done{};
}

Outcome read_edit(LineWords& words, Rule& rule) {
  auto edit = parse_edit(words);
  if (!edit) return edit.error();
  rule.edit = *std::move(edit);
  return Done{};
}

Outcome read_percent(LineWords& words, const std::string& after, Rule& rule) {
  const auto percent = words.percent(after);
  if (!percent) return percent.error();
  rule.percent = *percent;
  return Done{};
}

Outcome read_verb(LineWords& words, Rule& rule) {
  if (Outcome verb = read_verb_word(words, rule); !verb) return verb;
  switch (rule.verb) {
    case Verb::hold: return rule.alone = words.take("only"), Done{};
    case Verb::delay: return read_delay(words, rule);
    case Verb::corrupt: return read_edit(words, rule);
    case Verb::lose: return read_percent(words, "lose", rule);
    case Verb::rate: return read_rate(words, rule);
    default: return Done{};
  }
}

// "from now on" is the same as "always"; a host may still be named "now".
bool is_from_now_on(LineWords words) { return words.take("now") && words.take("on"); }

// Words of a rule that are no match. False: the word is unknown.
Result<bool> read_rule_word(LineWords& words, const std::string& word, Rule& rule,
                            std::optional<bool>& once) {
  Outcome read = Done{};
  if (word == "once" || word == "always") {
    once = word == "once";
  } else if (word == "from" && is_from_now_on(words)) {
    words.next();
    words.next();
    once = false;
  } else if (word == "seed") {
    const auto seed = words.number<std::uint64_t>(word);
    if (!seed) return seed.error();
    rule.seed = *seed;
  } else if (word == "chance") {
    read = read_percent(words, word, rule);
  } else {
    return false;
  }
  if (!read) return read.error();
  return true;
}

}  // namespace

std::string_view to_word(Verb verb) {
  for (const auto& [name, value] : verb_words)
    if (value == verb) return name;
  return "pass";
}

Result<Rule> parse_rule(std::string_view text) {
  if (text.size() > longest_rule)
    return mistake(
        fmt::format("a rule has at most {} bytes; this one has {}", longest_rule, text.size()));
  LineWords words(text);
  Rule rule;
  if (const Outcome verb = read_verb(words, rule); !verb) return verb.error();
  std::optional<bool> once;
  for (std::string word = words.next(); !word.empty(); word = words.next()) {
    auto known = read_rule_word(words, word, rule, once);
    if (known && !*known) known = read_match_word(words, word, rule.match);
    if (!known) return known.error();
    if (!*known) return unknown_word("a rule", word, rule_words());
  }
  rule.once = once.value_or(rule.match.nth > 0);
  rule.text = std::string(text);
  return rule;
}

}  // namespace wirelab::lessons
