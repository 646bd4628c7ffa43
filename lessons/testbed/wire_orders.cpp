#include "lessons/testbed/notes.hpp"
#include "lessons/testbed/wire.hpp"

#include <fmt/format.h>

#include <charconv>

// What script and learner may tell the wire.
namespace wirelab::lessons {
namespace {

Error mistake(std::string message) { return {ErrorKind::usage, std::move(message)}; }

std::optional<std::uint64_t> number_in(const std::string& word) {
  std::uint64_t number = 0;
  const auto end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

Verb verb_of(Act act) {
  switch (act) {
    case Act::drop: return Verb::drop;
    case Act::duplicate: return Verb::duplicate;
    case Act::delay: return Verb::delay;
    case Act::corrupt: return Verb::corrupt;
    case Act::release: break;
  }
  return Verb::pass;
}

}  // namespace

int Wire::add_rule(Rule rule, const std::string& by) {
  const std::lock_guard lock(mutex_);
  const std::string text = rule.text;
  const int number = hand_.add(std::move(rule), by);
  say_decision("rule", text, by, number);
  return number;
}

Outcome Wire::hold(const std::string& what, const std::string& by) {
  const std::lock_guard lock(mutex_);
  if (what == "all") {
    hand_.hold_all(by);
  } else if (what == "next") {
    hand_.hold_next(by);
  } else if (bench_.host(what)) {
    hand_.hold_from(what, by);
  } else if (const Port* port = bench_.port(what)) {
    hand_.hold_from(port->host(), by, bench_.topology().segments[port->segment()].name);
  } else if (const auto number = number_in(what)) {
    for (const auto& [when, leg] : legs_)
      if (leg.to_hand && leg.flight->number == *number) {
        hand_.hold_from_frame(*number, by);
        say_decision("hold", "hold " + what, by);
        return Done{};
      }
    if (held_.count(*number)) return Done{};
    return mistake(
        fmt::format("frame {} cannot be held: it is not on its way to the hand", *number));
  } else {
    return mistake(
        fmt::format("'hold' takes all, next, a port or the number of a frame, not '{}'", what));
  }
  say_decision("hold", "hold " + what, by);
  return Done{};
}

Outcome Wire::act(std::uint64_t number, Act act, const std::string& by, Time delay) {
  static constexpr std::string_view words[] = {"release", "drop", "duplicate", "delay", "corrupt"};
  const std::string word(words[static_cast<int>(act)]);
  const std::lock_guard lock(mutex_);
  const Decision decision{.verb = verb_of(act), .by = by, .delay = delay};
  if (auto held = held_.extract(number)) {
    say_decision(word, fmt::format("{} {}", word, number), by);
    apply(std::move(held.mapped()), decision);
    return Done{};
  }
  for (const auto& [when, leg] : legs_)
    if (leg.to_hand && leg.flight->number == number && act != Act::release) {
      say_decision(word, fmt::format("{} {}", word, number), by);
      hand_.order(number, decision);
      return Done{};
    }
  if (number == 0 || number > around_.frames)
    return mistake(
        fmt::format("there is no frame {}; the last one is {}", number, around_.frames.load()));
  return mistake(fmt::format("frame {} is not in the hand, nor on its way to it", number));
}

void Wire::release_all(const std::string& by) {
  const std::lock_guard lock(mutex_);
  hand_.let_go();
  say_decision("release", "release all", by);
  for (auto& [number, leg] : std::exchange(held_, {})) apply(std::move(leg), {.by = by});
}

Outcome Wire::replay(std::uint64_t number, const std::string& by) {
  const std::lock_guard lock(mutex_);
  auto kept = kept_.extract(number);
  if (!kept) return mistake(fmt::format("no copy of frame {} was kept", number));
  say_fate(kept.mapped(), FateKind::released, {.by = by}, only_receiver(*kept.mapped().flight));
  send_on(std::move(kept.mapped()));
  return Done{};
}

}  // namespace wirelab::lessons
