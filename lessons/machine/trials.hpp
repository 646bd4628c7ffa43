#pragma once

#include <span>

namespace wirelab::lessons {

// One thing that a testbed needs of the kernel, tried in earnest. Only for a process that made its
// own namespaces.
struct Trial {
  const char* step;
  int (*run)();        // 0, or the errno of what failed
  const char* remedy;  // nullptr: what namespaces depend on
  bool needed = true;  // false: lessons run without it
};

// In this order, each in the world that the ones before it made.
std::span<const Trial> trials();

}  // namespace wirelab::lessons
