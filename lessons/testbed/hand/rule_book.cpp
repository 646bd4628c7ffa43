#include "lessons/testbed/hand/rule_book.hpp"

#include <algorithm>

namespace wirelab::lessons {
namespace {

// It never reaches a bottleneck, or reaches it later, from the hand.
bool stays_behind(Verb verb) {
  return verb == Verb::drop || verb == Verb::hold || verb == Verb::reorder;
}

// An order to change a UDP header means frames that have one.
bool can_change(const Rule& rule, const Passing& frame) {
  if (!rule.edit) return true;
  std::vector<std::uint8_t> bytes(frame.bytes.begin(), frame.bytes.end());
  return static_cast<bool>(change(*rule.edit, bytes));
}

}  // namespace

int RuleBook::add(Rule rule, std::string by) {
  entries_.push_back({.number = ++last_number_, .rule = std::move(rule), .by = std::move(by)});
  return last_number_;
}

std::optional<std::string> RuleBook::remove(int number) {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.number == number; });
  if (found == entries_.end()) return std::nullopt;
  const std::string text = found->rule.text;
  entries_.erase(found);
  return text;
}

void RuleBook::clear() { entries_.clear(); }

std::vector<std::string> RuleBook::lines() const {
  std::vector<std::string> lines;
  for (const Entry& entry : entries_)
    lines.push_back(fmt::format("rule {} by {}, matched {}, fired {}: {}", entry.number, entry.by,
                                entry.matched, entry.fired, entry.rule.text));
  return lines;
}

// From the frame's place in its own direction: two ports racing change nothing. A rule without a
// seed of its own must not draw what the rule before it drew.
double RuleBook::drawn(const Entry& entry, std::string_view from, std::string_view purpose) const {
  const std::uint64_t seed =
      entry.rule.seed.value_or(seed_ ^ static_cast<std::uint64_t>(entry.number - 1) << 32);
  const auto place = entry.matched_from.find(from)->second;
  return draw(seed, std::string(from).append(purpose), place);
}

bool RuleBook::fires(Entry& entry, std::string_view from) const {
  const Rule& rule = entry.rule;
  ++entry.matched;
  ++entry.matched_from.try_emplace(std::string(from), 0).first->second;
  const bool spent = rule.once && entry.fired > 0;
  if (spent || entry.matched < rule.match.nth) return false;
  if (rule.percent < 100 && drawn(entry, from, "") * 100 >= rule.percent) return false;
  ++entry.fired;
  return true;
}

Decision RuleBook::decision_of(const Entry& entry, std::string_view from) const {
  const Rule& rule = entry.rule;
  Decision decision{.verb = rule.verb == Verb::lose ? Verb::drop : rule.verb,
                    .by = entry.by,
                    .rule = entry.number,
                    .delay = rule.delay,
                    .alone = rule.alone};
  if (rule.jitter > 0)
    decision.delay = spread(rule.delay, rule.jitter, drawn(entry, from, " jitter"));
  if (rule.edit) decision.edit = std::make_shared<const Edit>(*rule.edit);
  return decision;
}

// Each sender has a queue of its own: a cable has two directions.
void RuleBook::queue_up(Entry& entry, const Passing& frame, Time now,
                        std::optional<Decision>& decision) {
  const auto [queue, fresh] = entry.bottlenecks.try_emplace(
      std::string(frame.from), entry.rule.bits_per_second, entry.rule.queue);
  const auto departure = queue->second.enter(now, frame.bytes.size());
  if (!departure)
    decision = Decision{.verb = Verb::drop, .by = "queue", .rule = entry.number};
  else if (decision)
    decision->departure = *departure;
  else
    decision = Decision{.by = "queue", .rule = entry.number, .departure = *departure};
}

std::optional<Decision> RuleBook::decide(const Passing& frame, Time now) {
  std::optional<Decision> decision;
  Entry* bottleneck = nullptr;
  for (Entry& entry : entries_) {
    if (!entry.rule.match.fits(frame) || !can_change(entry.rule, frame)) continue;
    if (!fires(entry, frame.from)) continue;
    if (entry.rule.verb == Verb::rate) {
      if (!bottleneck) bottleneck = &entry;
    } else if (!decision) {
      decision = decision_of(entry, frame.from);
    }
  }
  if (bottleneck && !(decision && stays_behind(decision->verb)))
    queue_up(*bottleneck, frame, now, decision);
  return decision;
}

}  // namespace wirelab::lessons
