#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirelab {

// The name nearest to a mistyped one, empty when nothing is near. Used for lessons, steps and
// filter fields.
std::string nearest(std::string_view wrong, const std::vector<std::string>& names);

}  // namespace wirelab
