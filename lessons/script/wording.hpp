#pragma once

#include "lessons/script/program.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

// What checks compare, in words a learner can read.

// "SYN, SYN-ACK, ACK"
std::string in_words(const std::vector<Sighting>& frames);
// "0", or "ECONNREFUSED"
std::string in_words(const Returned& returned);
// "1 frame", "2 frames"
std::string in_words(std::size_t count, std::string_view what);
// "2 SYNs, 1 number": how many sequence numbers they carry.
std::string syns_and_numbers(const std::vector<Sighting>& syns);

}  // namespace wirelab::lessons
