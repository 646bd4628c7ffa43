#pragma once

#include "capture/filter/node.hpp"

#include <string_view>
#include <variant>

namespace wirelab::filter {

// filter   = xor-term { or xor-term }
// xor-term = and-term { xor and-term }
// and-term = term { and term }
// term     = not term | ( filter ) | test
// test     = what | what relation value | what contains text | what matches pattern
//          | what [ not ] in { value, low..high }
// what     = field | field [ slice ] | field & number
//
// A filter that nests deeper than a hundred levels is refused: it is no person's.
std::variant<Node, Fault> parse(std::string_view text);

}  // namespace wirelab::filter
