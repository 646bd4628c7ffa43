#pragma once

#include "lessons/script/scene.hpp"
#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/lessons/testbed/remote/testbed_run.hpp"

#include <functional>
#include <string>
#include <vector>

namespace wirelab::test {

// Plays a scene on a bench of its own, in the calling process's namespaces (see apart.hpp), and
// hands back the notes of its recording. What failed it is among the findings.
std::vector<Note> played(Findings& findings, const std::function<void(lessons::Scene&)>& scene,
                         const lessons::BenchPlan& plan = {});

// The same with its frames.
struct PlayedRun {
  std::vector<Note> notes;
  std::vector<KeptFrame> frames;
  Time longest_wait = 0;  // see Performance
};
PlayedRun played_run(Findings& findings, const std::function<void(lessons::Scene&)>& scene,
                     const lessons::BenchPlan& plan);

// The notes of calls and returns, one a line: "server: bind(3, 0.0.0.0:8080)", "server: bind() =
// 0".
std::string calls_in(const std::vector<Note>& notes);

}  // namespace wirelab::test
