#pragma once

#include "lessons/testbed/host/bench_plan.hpp"

#include <functional>
#include <string>
#include <vector>

namespace wirelab::lessons {

class Scene;

// One step of a lesson: what it is played on, and what is done there.
struct LessonStep {
  std::string id;  // "last-ack"
  BenchPlan plan;
  std::function<void(Scene&)> play;
};

struct Lesson {
  std::string name;  // "handshake"
  std::vector<LessonStep> steps;
  bool starts_over = false;  // after the last step comes the first again, as in free play
};

}  // namespace wirelab::lessons
