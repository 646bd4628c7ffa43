#include "lessons/testbed/hand/hand.hpp"

namespace wirelab::lessons {

void Hand::hold_from_frame(std::uint64_t number, std::string by, bool alone) {
  orders_[number] = Decision{.verb = Verb::hold, .by = std::move(by), .alone = alone};
}

void Hand::hold_next(std::string by, bool alone) {
  hold_next_ = Decision{.verb = Verb::hold, .by = std::move(by), .alone = alone};
}

void Hand::let_go() {
  held_from_.clear();
  hold_next_.reset();
  hold_all_.reset();
}

std::vector<std::string> Hand::holding() const {
  std::vector<std::string> what;
  if (hold_all_) what.emplace_back("all");
  if (hold_next_) what.emplace_back("next");
  for (const auto& [from, by] : held_from_)
    what.push_back(from.second.empty() ? from.first : from.first + " on " + from.second);
  return what;
}

std::optional<Decision> Hand::holds(const std::string& from, const std::string& segment,
                                    const std::string& port) {
  if (hold_next_) return std::exchange(hold_next_, std::nullopt);
  for (const std::string& where : {std::string(), segment})
    if (const auto held = held_from_.find({from, where}); held != held_from_.end())
      return Decision{.verb = Verb::hold, .by = held->second};
  if (const auto held = held_from_.find({port, {}}); held != held_from_.end())
    return Decision{.verb = Verb::hold, .by = held->second};
  if (hold_all_) return Decision{.verb = Verb::hold, .by = *hold_all_};
  return std::nullopt;
}

Decision Hand::meet(std::uint64_t number, const Passing& frame, Time now) {
  const std::string from(frame.from), segment(frame.segment);
  std::optional<Decision> decision = rules_.decide(frame, now);
  if (const auto ordered = orders_.extract(number)) decision = ordered.mapped();
  // A bottleneck alone is no reason to walk past a hand that holds.
  if (!decision || decision->verb == Verb::pass)
    if (auto held = holds(from, segment, std::string(frame.port))) decision = std::move(held);
  if (!decision) return {};
  // Of two frames that would change places with their next one, the second is
  // the next one.
  if (decision->verb == Verb::reorder && decision->behind == 0 && behind_next_.count(from) > 0)
    return {};
  // The kernel's own resend would walk past a single held frame: all that
  // follow it wait too, unless one alone was asked for.
  if (decision->verb == Verb::hold && !decision->alone)
    held_from_.try_emplace({from, segment}, decision->by);
  return *decision;
}

void Hand::wait_behind(std::uint64_t number, const std::string& from, std::uint64_t behind) {
  if (behind > 0)
    behind_frame_[behind].insert(number);
  else
    behind_next_[from].insert(number);
}

std::vector<std::uint64_t> Hand::gone_by(std::uint64_t number, const std::string& from) {
  for (auto& [behind, waiting] : behind_frame_) waiting.erase(number);
  const auto next = behind_next_.find(from);
  const bool waited_itself = next != behind_next_.end() && next->second.erase(number) > 0;
  std::set<std::uint64_t> free;
  if (auto waiting = behind_frame_.extract(number)) free.merge(waiting.mapped());
  if (next != behind_next_.end()) {
    if (!waited_itself) free.merge(next->second);
    if (!waited_itself || next->second.empty()) behind_next_.erase(next);
  }
  return {free.begin(), free.end()};
}

}  // namespace wirelab::lessons
