#pragma once

#include "capture/recording/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

namespace wirelab::lessons {

// What links do to frames. Pure: time and seed are arguments.

// A number in [0, 1) that the seed decides alone, with whose frames these are and the frame's place
// among them (from 1): the same on every machine, whatever other hosts send meanwhile.
double draw(std::uint64_t seed, std::string_view whose, std::uint64_t place);

// Evenly spread over delay - jitter to delay + jitter, never below 0. `drawn` in [0, 1).
Time spread(Time delay, Time jitter, double drawn);

// A link of limited rate with a queue before it: first in, first out; what finds the queue full is
// lost (tail drop).
class Bottleneck {
 public:
  // `queue`: frames that may wait while another one is sent.
  Bottleneck(std::uint64_t bits_per_second, std::size_t queue)
      : bits_per_second_(bits_per_second), queue_(queue) {}

  // When the last bit of a frame that comes now has left. Nothing: the queue is full. `now` never
  // runs backwards.
  std::optional<Time> enter(Time now, std::size_t bytes);
  // Frames that have not left yet, with the one that is being sent.
  std::size_t backlog(Time now);

 private:
  std::uint64_t bits_per_second_;
  std::size_t queue_;
  std::deque<Time> departures_;
};

}  // namespace wirelab::lessons
