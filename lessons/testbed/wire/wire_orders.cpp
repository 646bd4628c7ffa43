#include "lessons/testbed/recording/notes.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <fmt/format.h>

#include <algorithm>

// What script and learner may tell the wire.
namespace wirelab::lessons {
namespace {

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

bool Wire::on_its_way(std::uint64_t number) const {
  return std::any_of(legs_.begin(), legs_.end(), [&](const auto& leg) {
    return leg.second.to_hand && leg.second.flight->number == number;
  });
}

Outcome Wire::hold(const std::string& what, const std::string& by, bool alone) {
  const std::lock_guard lock(mutex_);
  const bool host = bench_.host(what) != nullptr;
  const Port* port = bench_.port(what);
  if (alone && (what == "all" || host || port))
    return mistake(
        "'hold only' takes next or the number of a frame: it means "
        "that one alone");
  std::uint64_t number = 0;
  if (what == "all") {
    hand_.hold_all(by);
  } else if (what == "next") {
    hand_.hold_next(by, alone);
  } else if (host) {
    hand_.hold_from(what, by);
  } else if (port) {
    hand_.hold_from(port->name(), by);
  } else if (read_number(what, number)) {
    if (held_.count(number) > 0) return Done{};
    if (!on_its_way(number))
      return mistake(
          fmt::format("frame {} cannot be held: it is not on its way to the hand", number));
    hand_.hold_from_frame(number, by, alone);
  } else {
    return mistake(
        fmt::format("'hold' takes all, next, a port or the number of a frame, not '{}'", what));
  }
  say_decision("hold", fmt::format("hold {}{}", alone ? "only " : "", what), by);
  return Done{};
}

Outcome Wire::within_reach(std::uint64_t number) const {
  if (held_.count(number) > 0 || on_its_way(number)) return Done{};
  if (number == 0 || number > around_.frames)
    return mistake(
        fmt::format("there is no frame {}; the last one is {}", number, around_.frames.load()));
  return mistake(fmt::format("frame {} is not in the hand, nor on its way to it", number));
}

const Wire::Leg& Wire::leg_of(std::uint64_t number) const {
  const auto held = held_.find(number);
  if (held != held_.end()) return held->second;
  return std::find_if(legs_.begin(), legs_.end(),
                      [&](const auto& leg) {
                        return leg.second.to_hand && leg.second.flight->number == number;
                      })
      ->second;
}

void Wire::decide(std::uint64_t number, const Decision& decision) {
  if (auto held = held_.extract(number))
    apply(std::move(held.mapped()), decision);
  else
    hand_.order(number, decision);
}

Outcome Wire::act(std::uint64_t number, Act act, const std::string& by, Time delay,
                  const std::optional<Edit>& edit) {
  static constexpr std::string_view words[] = {"release", "drop", "duplicate", "delay", "corrupt"};
  const std::string word(words[static_cast<int>(act)]);
  const std::lock_guard lock(mutex_);
  if (Outcome reached = within_reach(number); !reached) return reached;
  if (act == Act::release && held_.count(number) == 0)
    return mistake(fmt::format("frame {} is not in the hand, it is on its way to it", number));
  Decision decision{.verb = verb_of(act), .by = by, .delay = delay};
  std::string text = fmt::format("{} {}", word, number);
  if (edit) {
    auto bytes = leg_of(number).flight->bytes;
    if (Outcome possible = change(*edit, bytes); !possible) return possible;
    decision.edit = std::make_shared<const Edit>(*edit);
    if (!edit->text.empty()) text += " " + edit->text;
  }
  say_decision(word, std::move(text), by);
  decide(number, decision);
  return Done{};
}

Outcome Wire::reorder(std::uint64_t number, std::uint64_t behind, const std::string& by) {
  const std::lock_guard lock(mutex_);
  if (Outcome reached = within_reach(number); !reached) return reached;
  const bool still_to_come =
      behind > around_.frames || held_.count(behind) > 0 || on_its_way(behind);
  if (!still_to_come)
    return mistake(
        fmt::format("frame {} cannot follow frame {}: that has gone by already", number, behind));
  say_decision("reorder", fmt::format("reorder {} {}", number, behind), by);
  const bool both_held = held_.count(number) > 0 && held_.count(behind) > 0;
  decide(number, {.verb = Verb::reorder, .by = by, .behind = behind});
  if (both_held) decide(behind, {.by = by});
  return Done{};
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
