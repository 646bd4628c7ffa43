#pragma once

#include "tests/sanitizer.hpp"

#include <functional>
#include <string>

namespace wirelab::test {

// What a body in namespaces of its own found wrong: Catch's own assertions do not reach the parent.
class Findings {
 public:
  void expect(bool holds, const std::string& what) {
    if (!holds) text_ += what + "\n";
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// Runs `body` as pid 1 of new namespaces, as a testbed does. The value: what it found wrong, empty
// when nothing; "forbidden: ..." where this machine allows no namespaces.
std::string apart(const std::function<void(Findings&)>& body);

inline bool is_forbidden(const std::string& findings) {
  return findings.starts_with("forbidden: ");
}

constexpr const char* thread_sanitizer_reason =
    "the thread sanitizer's own thread keeps a process out of user namespaces";

}  // namespace wirelab::test

// A test case that needs namespaces: passes when `body` finds nothing wrong.
#define WIRELAB_APART(...)                                       \
  do {                                                           \
    const std::string found = wirelab::test::apart(__VA_ARGS__); \
    if (wirelab::test::is_forbidden(found)) WIRELAB_SKIP(found); \
    INFO(found);                                                 \
    CHECK(found.empty());                                        \
  } while (false)
