#pragma once

#include "capture/recording/note.hpp"
#include "lessons/testbed/kernel/counters.hpp"
#include "lessons/testbed/kernel/socket_reading.hpp"
#include "lessons/testbed/truth/table_watch.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wirelab::lessons {

// When a socket was read: at what frame (0: none) of what kind.
struct Occasion {
  std::string_view moment;  // sent, delivered, call, tick, script
  std::uint64_t frame = 0;
};

// A `kernel` note with every number that the kernel gave; `tuple` is the one asked for.
Note read_note(const std::string& host, const Tuple& tuple, const SocketReading& reading,
               const Occasion& occasion);
// The same without the numbers that are as in the note before of this socket, which must be told:
// there are many kernel notes, and few numbers change.
Note without_the_known(Note note, const Note& before);
// A `kernel` note of a TCP state that nobody read.
Note passed_note(const std::string& host, const Tuple& tuple, tcp::State state,
                 const Occasion& occasion);
Note gone_note(const std::string& host, Transport transport, const Tuple& tuple,
               const Occasion& occasion);
// `host`: or the switch that keeps this table.
Note counter_note(const std::string& host, const CounterChange& change, const Occasion& occasion);
Note table_note(const std::string& host, const TableChange& change, const Occasion& occasion);

}  // namespace wirelab::lessons
