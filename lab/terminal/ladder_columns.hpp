#pragma once

#include "lab/rows/ladder.hpp"
#include "lab/terminal/style.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wirelab::lab {

// A lifeline for each of three to five hosts between the margins of the terminal's ladder:
// "|-- SYN Seq=0 ---------->|                          |".
class LadderColumns {
 public:
  // Nothing: two hosts, which the margins stand for, or too little room for what goes between them.
  static std::optional<LadderColumns> make(const Style& style, const LadderRows& rows);

  // Each fills the columns between the margins.
  std::string arrow(const LadderRows::Arrow& arrow) const;
  // A text beside the lifeline at `x`, the others going on around it. `plain` is the text without
  // colours.
  std::string beside(const std::string& plain, const std::string& painted, double x) const;
  // The line above: every name over its lifeline.
  std::string head(const std::string& left, const std::string& right) const;

 private:
  LadderColumns(const Style& style, const LadderRows& rows);
  int place(double x) const;
  int room(const LadderRows::Arrow& arrow) const;
  std::optional<std::string> label(const LadderRows::Arrow& arrow) const;
  std::string lifelines(int from, int to) const;  // of these columns

  const Style& style_;
  int width_;
  std::vector<int> places_;  // of the lifelines, left to right
  std::vector<MiddleHost> middle_;
};

}  // namespace wirelab::lab
