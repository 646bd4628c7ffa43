#pragma once

#include "capture/bytes/read_ahead.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab {

// The sentences of End::fault. `frames`: how many were read before.

// The bytes end inside `what`: "run.pcapng: cut off at byte 1234 in the middle of a packet block;
// 17 frames before it were read". Where the source failed, its own words instead.
std::string cut_fault(const ReadAhead& bytes, std::string_view what, std::uint64_t frames);

// What stands at `offset` cannot be: "run.pcapng: damaged at byte 96: a block of 5 bytes; ...".
std::string damage_fault(const ReadAhead& bytes, std::uint64_t offset, std::string_view cause,
                         std::uint64_t frames);

}  // namespace wirelab
