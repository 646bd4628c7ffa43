#include "capture/filter/node.hpp"

#include <algorithm>

namespace wirelab::filter {

namespace {

Values read(const Field& field, const Facts& facts) {
  Values values;
  field.read(facts, values);
  return values;
}

// The field's values, sliced and masked.
Values operand(const Node& node, const Facts& facts) {
  Values values = read(*node.field, facts);
  if (node.slice) {
    Values sliced;
    for (const Value& value : values)
      if (auto part = node.slice->of(node.field->type, value)) sliced.push_back(*std::move(part));
    values = std::move(sliced);
  }
  if (node.mask)
    for (Value& value : values) value.number &= *node.mask;
  return values;
}

bool exists(const Node& node, const Facts& facts) {
  const Values values = operand(node, facts);
  // A mask alone asks whether any of its bits is set.
  const auto is_set = [](const Value& value) { return value.number != 0; };
  return node.mask ? std::any_of(values.begin(), values.end(), is_set) : !values.empty();
}

bool is_odd(const Node& node, const Facts& facts) {
  return std::count_if(node.parts.begin(), node.parts.end(),
                       [&](const Node& part) { return evaluate(part, facts); }) %
             2 ==
         1;
}

// As in Wireshark 4: != asks it of all values (and of at least one), every other relation of any.
bool compare(const Node& node, const Facts& facts) {
  const Values left = operand(node, facts);
  const Values right = node.other ? read(*node.other, facts) : Values{node.value};
  if (left.empty() || right.empty()) return false;
  const auto true_of = [&](const Value& one) {
    const auto to = [&](const Value& two) { return holds(node.type, one, node.relation, two); };
    return node.relation == Relation::ne ? std::all_of(right.begin(), right.end(), to)
                                         : std::any_of(right.begin(), right.end(), to);
  };
  return node.relation == Relation::ne ? std::all_of(left.begin(), left.end(), true_of)
                                       : std::any_of(left.begin(), left.end(), true_of);
}

bool is_member(Type type, const Value& value, const std::vector<Range>& set) {
  return std::any_of(set.begin(), set.end(), [&](const Range& range) {
    if (!range.high) return holds(type, value, Relation::eq, range.low);
    return holds(type, value, Relation::ge, range.low) &&
           holds(type, value, Relation::le, *range.high);
  });
}

}  // namespace

bool evaluate(const Node& node, const Facts& facts) {
  const auto holds_here = [&](const Node& part) { return evaluate(part, facts); };
  switch (node.kind) {
    case Node::Kind::all: return std::all_of(node.parts.begin(), node.parts.end(), holds_here);
    case Node::Kind::any: return std::any_of(node.parts.begin(), node.parts.end(), holds_here);
    case Node::Kind::negation: return !evaluate(node.parts.front(), facts);
    case Node::Kind::odd: return is_odd(node, facts);
    case Node::Kind::exists: return exists(node, facts);
    case Node::Kind::comparison: return compare(node, facts);
    case Node::Kind::contains:
    case Node::Kind::matches:
    case Node::Kind::membership: break;
  }
  const Values values = operand(node, facts);
  return std::any_of(values.begin(), values.end(), [&](const Value& value) {
    if (node.kind == Node::Kind::contains) return contains(value, node.value);
    if (node.kind == Node::Kind::matches) return node.pattern->matches(view(value));
    return is_member(node.type, value, node.set);
  });
}

}  // namespace wirelab::filter
