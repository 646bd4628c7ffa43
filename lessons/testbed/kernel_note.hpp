#pragma once

#include "capture/recording/note.hpp"
#include "lessons/testbed/socket_diag.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// When a socket was read: at what frame (0: none) of what kind.
struct Occasion {
  std::string_view moment;  // sent, delivered, call, tick
  std::uint64_t frame = 0;
};

// A `kernel` note with every number that the kernel gave; `tuple` is the one asked for.
Note read_note(const std::string& host, const Tuple& tuple, const SocketReading& reading,
               const Occasion& occasion);
// A `kernel` note of a state that nobody read.
Note passed_note(const std::string& host, const Tuple& tuple, tcp::State state,
                 const Occasion& occasion);
Note gone_note(const std::string& host, const Tuple& tuple, const Occasion& occasion);

}  // namespace wirelab::lessons
