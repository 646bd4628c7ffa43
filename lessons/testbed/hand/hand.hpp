#pragma once

#include "lessons/testbed/hand/rule_book.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wirelab::lessons {

// What is decided about frames in the middle of the cable: standing rules,
// orders for single frames, and what is held. Pure bookkeeping, no threads: the
// wire asks it about each frame.
class Hand {
 public:
  explicit Hand(std::uint64_t seed) : rules_(seed) {}

  RuleBook& rules() { return rules_; }
  const RuleBook& rules() const { return rules_; }
  int add(Rule rule, std::string by) { return rules_.add(std::move(rule), std::move(by)); }
  // A single frame, when it comes by.
  void order(std::uint64_t number, Decision decision) { orders_[number] = std::move(decision); }
  // Frame `number` and all that follow from its sender.
  // `alone`: this one frame, what follows goes on.
  void hold_from_frame(std::uint64_t number, std::string by, bool alone = false);
  void hold_next(std::string by, bool alone = false);
  void hold_all(std::string by) { hold_all_ = std::move(by); }
  // On this segment, or on all of them. A port's name holds what is sent
  // through it.
  void hold_from(const std::string& host, std::string by, const std::string& segment = {}) {
    held_from_[{host, segment}] = std::move(by);
  }
  // Nothing is to be decided about any frame.
  bool is_idle() const {
    return rules_.entries().empty() && orders_.empty() && held_from_.empty() && !hold_next_ &&
           !hold_all_ && behind_frame_.empty() && behind_next_.empty();
  }
  // Holds nothing any more; rules and orders stay.
  void let_go();
  // What is held from now on, besides single frames: "all", "next", names of
  // hosts.
  std::vector<std::string> holding() const;

  // `now` in nanoseconds; only bottlenecks ask for it.
  Decision meet(std::uint64_t number, const Passing& frame, Time now);

  // Frame `number` of `from` waits until `behind` has gone by; 0: the next
  // frame of its sender.
  void wait_behind(std::uint64_t number, const std::string& from, std::uint64_t behind);
  // A frame goes by, or never will: those that waited for it may go, in order.
  std::vector<std::uint64_t> gone_by(std::uint64_t number, const std::string& from);

 private:
  std::optional<Decision> holds(const std::string& from, const std::string& segment,
                                const std::string& port);

  RuleBook rules_;
  std::map<std::uint64_t, Decision> orders_;
  std::map<std::pair<std::string, std::string>, std::string> held_from_;  // host, segment -> by
  std::optional<Decision> hold_next_;
  std::optional<std::string> hold_all_;
  std::map<std::uint64_t, std::set<std::uint64_t>> behind_frame_;
  std::map<std::string, std::set<std::uint64_t>> behind_next_;  // by sender
};

}  // namespace wirelab::lessons
