#pragma once

#include "capture/filter/node.hpp"

#include <string_view>
#include <variant>

namespace wirelab::filter {

// filter   = and-term { or and-term }
// and-term = term { and term }
// term     = not term | ( filter ) | test
// test     = field | field relation value | field contains text | field in { value, low..high }
//
// A filter that nests deeper than a hundred levels is refused: it is no person's.
std::variant<Node, Fault> parse(std::string_view text);

}  // namespace wirelab::filter
