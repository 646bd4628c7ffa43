#pragma once

#include "capture/bytes/result.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace wirelab {

// Writes a file whole or not at all: beside it first, then renamed; what stood there stays until
// then, and its mode is kept. A symbolic link is followed. What is no regular file (a pipe, a
// device) is written through and never replaced; so is a file that is another user's or has several
// names. An Error (machine) names the file and the cause.
Outcome write_whole_file(const std::string& path, std::span<const std::uint8_t> bytes);
Outcome write_whole_file(const std::string& path, std::string_view text);

}  // namespace wirelab
