#pragma once

#include "capture/filter/field.hpp"
#include "capture/filter/pattern.hpp"
#include "capture/filter/slice.hpp"

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
  enum class Kind : std::uint8_t {
    all,
    any,
    odd,  // xor
    negation,
    exists,
    comparison,
    contains,
    matches,
    membership
  };
  Kind kind = Kind::exists;
  std::vector<Node> parts;       // all, any, odd, negation
  const Field* field = nullptr;  // the others
  Type type = Type::mark;        // of the field, or bytes where it is sliced
  std::optional<Slice> slice;
  std::optional<std::int64_t> mask;  // field & mask
  Relation relation = Relation::eq;
  Value value;                   // comparison, contains
  const Field* other = nullptr;  // comparison with another field instead of `value`
  std::vector<Range> set;        // membership
  std::optional<Pattern> pattern;
};

bool evaluate(const Node& node, const Facts& facts);

}  // namespace wirelab::filter
