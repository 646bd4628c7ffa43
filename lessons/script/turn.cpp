#include "lessons/script/turn.hpp"

#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>

namespace wirelab::lessons {
namespace {

std::optional<Verb> verb_of(FateKind fate) {
  switch (fate) {
    case FateKind::released: return Verb::pass;
    case FateKind::dropped: return Verb::drop;
    case FateKind::delayed: return Verb::delay;
    case FateKind::duplicated: return Verb::duplicate;
    case FateKind::corrupted: return Verb::corrupt;
    default: return std::nullopt;
  }
}

FateKind fate_of(Verb verb) {
  switch (verb) {
    case Verb::drop: return FateKind::dropped;
    case Verb::delay: return FateKind::delayed;
    case Verb::duplicate: return FateKind::duplicated;
    case Verb::corrupt: return FateKind::corrupted;
    default: return FateKind::delivered;
  }
}

Act act_of(Verb verb) {
  switch (verb) {
    case Verb::drop: return Act::drop;
    case Verb::delay: return Act::delay;
    case Verb::duplicate: return Act::duplicate;
    case Verb::corrupt: return Act::corrupt;
    default: return Act::release;
  }
}

}  // namespace

Turn::Turn(const Surroundings& around, std::string id, std::string match, Verb usual)
    : around_(around), id_(std::move(id)), match_(std::move(match)), plan_{.verb = usual} {
  earlier_ = static_cast<unsigned>(around_.happenings.all(parsed()).size());
  const auto chosen = around_.mode.chosen.find(id_);
  const bool known = chosen != around_.mode.chosen.end();
  if (known) plan_ = chosen->second;
  by_rule_ = known || !around_.mode.interactive;
  if (by_rule_ && plan_.verb != Verb::pass)
    install(plan_, by());
  else
    install({.verb = Verb::hold}, "script");
}

// Who decides in a run that does not wait for the learner.
std::string Turn::by() const { return around_.mode.chosen.count(id_) ? "hand" : "script"; }

Match Turn::parsed() const {
  auto match = parse_match(match_);
  if (!match) throw StepFailed{match.error().message};
  return *std::move(match);
}

void Turn::install(const Choice& choice, const std::string& by) {
  const std::string verb = choice.verb == Verb::delay
                               ? fmt::format("delay {}", choice.delay / 1'000'000)
                               : std::string(to_word(choice.verb));
  auto rule = parse_rule(fmt::format("{} {} nth 1 once", verb, match_));
  if (!rule) throw StepFailed{rule.error().message};
  around_.wire.add_rule(*std::move(rule), by);
}

Choice Turn::taken() { return by_rule_ ? wait_for_rule() : wait_for_learner(); }

Sighting Turn::wait_for(FateKind fate) {
  Match match = parsed();
  match.nth = earlier_ + 1;
  Happenings& happenings = around_.happenings;
  std::optional<Sighting> frame;
  happenings.until(
      [&] {
        frame = happenings.find(match);
        // A quick learner may decide before the frame has reached the hand.
        return frame && (happenings.fate(frame->number, fate) || decided(*frame));
      },
      fmt::format("the frame '{}' is {}", match_, to_word(fate)));
  return *frame;
}

Sighting Turn::in_hand() {
  return wait_for(by_rule_ && plan_.verb != Verb::pass ? fate_of(plan_.verb) : FateKind::held);
}

Choice Turn::wait_for_rule() {
  Choice choice = plan_;
  choice.frame = in_hand();
  if (choice.verb != Verb::pass) return choice;
  // A learner's own order may have been quicker. What followed the frame was held with it.
  (void)around_.wire.act(choice.frame.number, Act::release, by());
  around_.wire.release_all("script");
  return choice;
}

void Turn::show_deadline(const Sighting& frame) {
  const Tuple tuple = frame.glimpse.tuple;
  for (Host& host : around_.bench.hosts())
    around_.truth.read(host, host.name() == frame.from ? tuple : tuple.reversed(), "tick", 0, true);
}

std::optional<Choice> Turn::decided(const Sighting& frame) {
  for (const Event& event : around_.happenings.events(frame.number))
    if (const auto verb = verb_of(event.fate); verb && event.by != "script" && event.by != "wire")
      return Choice{.verb = *verb, .delay = event.delay, .frame = frame};
  return std::nullopt;
}

Choice Turn::wait_for_learner() {
  const Sighting frame = in_hand();
  show_deadline(frame);
  around_.recorder.note(ask_note(id_, true, frame.number, 0));
  around_.mode.next = false;
  around_.mode.open = true;
  std::optional<Choice> choice;
  bool said_next = false;
  while (!choice) {
    constexpr Time for_ever = 0;
    around_.happenings.until(
        [&] {
          choice = decided(frame);
          said_next = around_.mode.next.exchange(false);
          return choice || said_next;
        },
        "the hand decides", for_ever);
    if (said_next && !choice)
      (void)around_.wire.act(frame.number, act_of(plan_.verb), "hand", plan_.delay);
  }
  around_.mode.open = false;
  if (around_.happenings.resent_after(frame.number)) throw RunAgain{id_, *choice};
  around_.wire.release_all("script");
  return *choice;
}

}  // namespace wirelab::lessons
