#pragma once

#include "lessons/testbed/hand/impairment.hpp"
#include "lessons/testbed/hand/rule.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// What is to happen with a frame, and who says so.
struct Decision {
  Verb verb = Verb::pass;
  std::string by;
  int rule = 0;              // its number, 0: no rule
  Time delay = 0;            // of delay
  bool alone = false;        // of hold: what follows goes on
  std::uint64_t behind = 0;  // of reorder: after this frame; 0: after the next of its sender
  std::shared_ptr<const Edit> edit;  // of corrupt; none: the last bit
  Time departure = 0;                // when it has left a bottleneck, besides; 0: it passed none
};

// The rules in force, numbered from 1; a number is never used again. Every rule counts the frames
// that it matches; the first that fires decides. What is to go on then passes the first bottleneck
// (`rate`) that matches.
class RuleBook {
 public:
  explicit RuleBook(std::uint64_t seed = 1) : seed_(seed) {}
  int add(Rule rule, std::string by);
  std::optional<Decision> decide(const Passing& frame, Time now);

  // For rules that name no seed of their own, from now on.
  void set_seed(std::uint64_t seed) { seed_ = seed; }
  // The text of the rule that is no more; nothing: there is no such rule.
  std::optional<std::string> remove(int number);
  void clear();

  struct Entry {
    int number = 0;
    Rule rule;
    std::string by;
    std::uint64_t matched = 0, fired = 0;
    std::map<std::string, std::uint64_t, std::less<>> matched_from;  // by sender
    std::map<std::string, Bottleneck, std::less<>> bottlenecks;      // by sender
  };
  const std::vector<Entry>& entries() const { return entries_; }
  // "rule 3 by hand, matched 2, fired 1: drop from client", one a rule.
  std::vector<std::string> lines() const;

 private:
  bool fires(Entry& entry, std::string_view from) const;
  double drawn(const Entry& entry, std::string_view from, std::string_view purpose) const;
  Decision decision_of(const Entry& entry, std::string_view from) const;
  void queue_up(Entry& entry, const Passing& frame, Time now, std::optional<Decision>& decision);

  std::uint64_t seed_;
  int last_number_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace wirelab::lessons
