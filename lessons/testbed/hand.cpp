#include "lessons/testbed/hand.hpp"

namespace wirelab::lessons {

void Hand::hold_from_frame(std::uint64_t number, std::string by) {
  orders_[number] = {.verb = Verb::hold, .by = std::move(by)};
}

void Hand::let_go() {
  held_from_.clear();
  hold_next_.reset();
  hold_all_.reset();
}

std::optional<Decision> Hand::holds(const std::string& from, const std::string& segment) {
  if (hold_next_) {
    const std::string by = *std::exchange(hold_next_, std::nullopt);
    return Decision{.verb = Verb::hold, .by = by};
  }
  for (const std::string& where : {std::string(), segment})
    if (const auto held = held_from_.find({from, where}); held != held_from_.end())
      return Decision{.verb = Verb::hold, .by = held->second};
  if (hold_all_) return Decision{.verb = Verb::hold, .by = *hold_all_};
  return std::nullopt;
}

Decision Hand::meet(std::uint64_t number, const std::string& from, const std::string& to,
                    const Glimpse& frame, const std::string& segment) {
  std::optional<Decision> decision = rules_.decide(from, to, frame, segment);
  if (const auto ordered = orders_.extract(number)) decision = ordered.mapped();
  if (!decision) decision = holds(from, segment);
  if (!decision) return {};
  // The kernel's own resend would walk past a single held frame: all that follow it wait too.
  if (decision->verb == Verb::hold) held_from_.try_emplace({from, segment}, decision->by);
  return *decision;
}

}  // namespace wirelab::lessons
