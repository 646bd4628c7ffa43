#pragma once

#include "capture/bytes/result.hpp"
#include "capture/filter/facts.hpp"

#include <memory>
#include <string_view>

namespace wirelab::filter {

struct Node;

// A display filter: a subset of the language of Wireshark's -Y (the man page of wirelab lists it),
// compiled once, asked of each frame.
class Filter {
 public:
  // An Error (usage) underlines the wrong word, and names the nearest field for an unknown one.
  static Result<Filter> compile(std::string_view text);

  bool matches(const Facts& facts) const;

 private:
  explicit Filter(std::shared_ptr<const Node> root) : root_(std::move(root)) {}
  std::shared_ptr<const Node> root_;
};

}  // namespace wirelab::filter
