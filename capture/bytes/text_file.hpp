#pragma once

#include "capture/bytes/result.hpp"

#include <cstddef>
#include <string>

namespace wirelab {

// More is no text that a person wrote.
constexpr std::size_t longest_text = 4u << 20;

// All of a text. An Error names the file and the cause: also for a directory, and for what goes on
// beyond `longest_text` (a device without an end).
Result<std::string> read_text(const std::string& path);

}  // namespace wirelab
