#include "lessons/script/free_play.hpp"

#include "capture/words/nearest.hpp"
#include "lessons/testbed/topology_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace wirelab::lessons {

Lesson free_play(Topology topology) {
  BenchPlan plan{.topology = std::move(topology), .neighbours_known = false, .settings = {}};
  return {.name = "play", .steps = {{"play", std::move(plan), [](Scene&) {}}}, .starts_over = true};
}

Result<Lesson> free_play_on(const std::string& topology) {
  if (auto known = built_in_topology(topology)) return free_play(*std::move(known));
  if (access(topology.c_str(), F_OK) != 0) {
    const auto& names = built_in_topologies();
    const std::string near = nearest(topology, names);
    return Error{ErrorKind::usage,
                 fmt::format("There is no topology and no file '{}'. {}", topology,
                             near.empty() ? fmt::format("Built in: {}.", fmt::join(names, ", "))
                                          : fmt::format("Did you mean {}?", near))};
  }
  auto read = read_topology(topology);
  if (!read) return read.error();
  return free_play(*std::move(read));
}

}  // namespace wirelab::lessons
