#pragma once

#include "capture/address/ipv6_prefix.hpp"
#include "capture/address/prefix.hpp"

#include <string>

namespace wirelab::lab {

// One object, one line: the numbers and ids behind subnet_text. Nothing is translated.
std::string subnet_json(const address::Ipv4Prefix& prefix);
std::string subnet_json(const address::Ipv6Prefix& prefix);

}  // namespace wirelab::lab
