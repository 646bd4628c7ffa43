#include "lessons/script/free_play.hpp"

#include "capture/address/prefix.hpp"
#include "capture/words/nearest.hpp"
#include "lessons/script/ping.hpp"
#include "lessons/script/scene.hpp"
#include "lessons/testbed/topology/topology_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <variant>

namespace wirelab::lessons {

Lesson free_play(Topology topology) {
  BenchPlan plan{.topology = std::move(topology), .neighbours_known = false, .settings = {}};
  return {.name = "play", .steps = {{"play", std::move(plan), [](Scene&) {}}}, .starts_over = true};
}

namespace {

// The answer is not waited for: the frames tell, and the bench stands on.
Outcome add_ping(Lesson& lesson, const std::string& ping) {
  const std::size_t colon = ping.find(':');
  const std::string host = ping.substr(0, colon);
  const std::string address = colon == ping.npos ? "" : ping.substr(colon + 1);
  if (!std::holds_alternative<address::Ipv4>(address::parse_ipv4(address)))
    return Error{ErrorKind::usage,
                 fmt::format("--ping wants HOST:ADDRESS, as client:10.0.0.2, not '{}'.", ping)};
  LessonStep& step = lesson.steps.front();
  const auto& hosts = step.plan.topology.hosts;
  const bool known = std::any_of(hosts.begin(), hosts.end(),
                                 [&](const HostPlan& one) { return one.name == host; });
  if (!known)
    return Error{ErrorKind::usage, fmt::format("--ping: this topology has no host '{}'.", host)};
  step.play = [host, address](Scene& scene) { Ping(scene.program(host), 1).send(address); };
  return Done{};
}

Result<Topology> find_topology(const std::string& topology) {
  if (auto known = built_in_topology(topology)) return *std::move(known);
  if (access(topology.c_str(), F_OK) != 0) {
    const auto& names = built_in_topologies();
    const std::string near = nearest(topology, names);
    return Error{ErrorKind::usage,
                 fmt::format("There is no topology and no file '{}'. {}", topology,
                             near.empty() ? fmt::format("Built in: {}.", fmt::join(names, ", "))
                                          : fmt::format("Did you mean {}?", near))};
  }
  return read_topology(topology);
}

}  // namespace

Result<Lesson> free_play_on(const std::string& topology, const std::string& ping) {
  auto found = find_topology(topology);
  if (!found) return found.error();
  Lesson lesson = free_play(*std::move(found));
  if (!ping.empty()) {
    if (const Outcome added = add_ping(lesson, ping); !added) return added.error();
  }
  return lesson;
}

}  // namespace wirelab::lessons
