#include "lessons/testbed/recording/notes.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <fmt/format.h>

// The rules of a wire, and what it says about itself.
namespace wirelab::lessons {

int Wire::add_rule(Rule rule, const std::string& by) {
  const std::lock_guard lock(mutex_);
  const std::string text = rule.text;
  const int number = hand_.add(std::move(rule), by);
  say_decision("rule", text, by, number);
  return number;
}

Result<std::string> Wire::remove_rule(int number, const std::string& by) {
  const std::lock_guard lock(mutex_);
  auto text = hand_.rules().remove(number);
  if (!text)
    return mistake(fmt::format("there is no rule {}; rule list tells which there are", number));
  say_decision("rule-remove", fmt::format("rule remove {}", number), by, number);
  return *std::move(text);
}

void Wire::clear_rules(const std::string& by) {
  const std::lock_guard lock(mutex_);
  hand_.rules().clear();
  say_decision("rule-clear", "rule clear", by);
}

std::vector<std::string> Wire::rules() {
  const std::lock_guard lock(mutex_);
  return hand_.rules().lines();
}

std::vector<std::string> Wire::status() {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> lines{fmt::format("frames {}", around_.frames.load())};
  for (const std::string& what : hand_.holding()) lines.push_back("holding " + what);
  for (const auto& [number, leg] : held_) {
    const Passing frame = passing(*leg.flight);
    lines.push_back(fmt::format("held {} from {} to {}", number, frame.from, frame.to));
  }
  for (std::string& line : hand_.rules().lines()) lines.push_back(std::move(line));
  lines.push_back(fmt::format("backlog {} frames {} KiB, limit {}", backlog_.frames(),
                              backlog_.bytes() / 1024, backlog_.limit().text()));
  return lines;
}

void Wire::set_seed(std::uint64_t seed, const std::string& by) {
  const std::lock_guard lock(mutex_);
  hand_.rules().set_seed(seed);
  say_decision("set", fmt::format("set seed {}", seed), by);
}

Outcome Wire::set_delay(const std::string& segment, Time delay, const std::string& by) {
  const std::lock_guard lock(mutex_);
  const auto& segments = bench_.topology().segments;
  bool found = false;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!segment.empty() && segment != segments[i].name) continue;
    delays_[i] = delay;
    found = true;
  }
  if (!found) return mistake(fmt::format("this bench has no segment '{}'", segment));
  say_decision(
      "set",
      fmt::format("set delay {}{}{}", segment, segment.empty() ? "" : " ", delay / 1'000'000), by);
  return Done{};
}

BacklogLimit Wire::limit() {
  const std::lock_guard lock(mutex_);
  return backlog_.limit();
}

void Wire::set_limit(const BacklogLimit& limit, const std::string& by) {
  const std::lock_guard lock(mutex_);
  backlog_.set_limit(limit);
  say_decision("set", "set limit " + limit.text(), by);
}

void Wire::say_unmatched() {
  const std::lock_guard lock(mutex_);
  for (const RuleBook::Entry& entry : hand_.rules().entries()) {
    if (entry.matched > 0 || !said_unmatched_.insert(entry.number).second) continue;
    say_decision("unmatched",
                 fmt::format("rule {} matched nothing: {}", entry.number, entry.rule.text),
                 entry.by, entry.number);
  }
}

}  // namespace wirelab::lessons
