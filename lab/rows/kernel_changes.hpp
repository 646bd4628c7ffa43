#pragma once

#include "lab/model/view.hpp"

#include <string>
#include <vector>

namespace wirelab::lab {

// What a kernel's notes told at one moment, in a few words: "accept queue 2 of 3",
// "ListenOverflows +1", "neighbours: 10.0.0.2 eth0 added, 02:00:00:00:00:02, reachable".
struct KernelChange {
  Time time = 0;  // trace time
  std::string host;
  std::string text;
};
// Of the scene up to the playhead, in order: queues that stand out, counters that not every
// connection moves, tables. What is over within a millisecond is left out.
std::vector<KernelChange> kernel_changes(const View& view);

}  // namespace wirelab::lab
