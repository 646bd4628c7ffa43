#pragma once

#include <string>
#include <vector>

namespace wirelab::lessons {

// For `wirelab doctor`: tries each real step of the start in a child process and says how it went.
struct Probe {
  std::string step;  // "unshare(CLONE_NEWUSER)"
  bool works = false;
  std::string cause;  // errno text when it does not
  std::string remedy;
  bool needed = true;  // false: lessons run without it
};
std::vector<Probe> probe_machine();

}  // namespace wirelab::lessons
