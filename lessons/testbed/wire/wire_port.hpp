#pragma once

#include "lessons/testbed/base/event_flag.hpp"
#include "lessons/testbed/wire/wire.hpp"

#include <algorithm>
#include <unordered_map>

namespace wirelab::lessons {

// The thread of one port, and what it knows.
struct Wire::PortThread {
  std::shared_ptr<EventFlag> flag = std::make_shared<EventFlag>();
  std::size_t lane = 0;
  Time looked = 0;  // when it last began to look and found nothing; under the lock
  // Somebody waits until it has looked at this time or later, 0 if nobody; under the lock. Else a
  // look wakes nobody: under load that would be every few frames.
  Time awaited = 0;
  void await_look(Time asked) {
    awaited = std::max(awaited, asked);
    flag->raise();
  }
  // Its frames that the carrier still has: what follows must not overtake them.
  std::atomic<std::size_t> under_way = 0;

  std::uint32_t interface = 0;  // of the recording

  // Of the thread alone: frames on their way straight to one port, which go there together.
  struct Gathered {
    SharedBatch batch = std::make_shared<Batch>();
    std::size_t to = 0;
    std::vector<Flight> flights;
    std::vector<std::span<const std::uint8_t>> bytes;
    std::vector<Sighting> sightings;
    std::vector<Event> events;
  };
  Gathered gathered;
  // Of the thread alone. Its segment has no delay:
  bool at_once = false;
  // Connections with both ends read as ESTABLISHED a moment ago; an entry holds
  // until the next frame that changes a state somewhere.
  struct Fresh {
    std::uint64_t changes = 0;
    Time until = 0;
  };
  std::unordered_map<std::size_t, Fresh> fresh;
  std::thread thread;
};

}  // namespace wirelab::lessons
