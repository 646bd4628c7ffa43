#pragma once

#include "capture/filter/field.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace wirelab::filter {

// A member of a set: from `low` to `high`, both included; one value has only `low`.
struct Range {
  Value low;
  std::optional<Value> high;
};

// A compiled filter is a tree of these.
struct Node {
  enum class Kind : std::uint8_t { all, any, negation, exists, comparison, contains, membership };
  Kind kind = Kind::exists;
  std::vector<Node> parts;       // all, any, negation
  const Field* field = nullptr;  // the others
  Relation relation = Relation::eq;
  Value value;                   // comparison, contains
  const Field* other = nullptr;  // comparison with another field instead of `value`
  std::vector<Range> set;        // membership
};

bool evaluate(const Node& node, const Facts& facts);

}  // namespace wirelab::filter
