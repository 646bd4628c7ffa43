#pragma once

#include "lessons/testbed/rule.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace wirelab::lessons {

// What is decided about frames in the middle of the cable: standing rules, orders for single
// frames, and what is held. Pure bookkeeping, no threads: the wire asks it about each frame.
class Hand {
 public:
  explicit Hand(std::uint64_t seed) : rules_(seed) {}

  int add(Rule rule, std::string by) { return rules_.add(std::move(rule), std::move(by)); }
  // A single frame, when it comes by.
  void order(std::uint64_t number, Decision decision) { orders_[number] = std::move(decision); }
  // Frame `number` and all that follow from its sender.
  void hold_from_frame(std::uint64_t number, std::string by);
  void hold_next(std::string by) { hold_next_ = std::move(by); }
  void hold_all(std::string by) { hold_all_ = std::move(by); }
  // On this segment, or on all of them.
  void hold_from(const std::string& host, std::string by, const std::string& segment = {}) {
    held_from_[{host, segment}] = std::move(by);
  }
  // Holds nothing any more; rules and orders stay.
  void let_go();

  Decision meet(std::uint64_t number, const std::string& from, const std::string& to,
                const Glimpse& frame, const std::string& segment = {});

 private:
  std::optional<Decision> holds(const std::string& from, const std::string& segment);

  RuleBook rules_;
  std::map<std::uint64_t, Decision> orders_;
  std::map<std::pair<std::string, std::string>, std::string> held_from_;  // host, segment -> by
  std::optional<std::string> hold_next_, hold_all_;
};

}  // namespace wirelab::lessons
