#pragma once

#include "lessons/script/socket.hpp"

#include <cstddef>
#include <string>

namespace wirelab::lessons {

// recv() again and again until so many bytes have come, or an end or an error instead. What came.
std::string read_whole(Socket& socket, std::size_t bytes);

}  // namespace wirelab::lessons
