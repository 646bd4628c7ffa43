#pragma once

#include "capture/address/ipv6_prefix.hpp"
#include "capture/address/prefix.hpp"
#include "lab/terminal/style.hpp"

#include <string>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// The arithmetic of a prefix as the bits show it: what the window paints, in columns.
std::string subnet_text(const address::Ipv4Prefix& prefix, const Words& words, const Style& style);
// Of IPv6: the 128 bits a line for each 16, first and last address, and what the range is for.
std::string subnet_text(const address::Ipv6Prefix& prefix, const Words& words, const Style& style);

}  // namespace wirelab::lab
