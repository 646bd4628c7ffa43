#pragma once

#include <string>

namespace wirelab::test {
void note_skip(const std::string& reason);
}  // namespace wirelab::test

// Ends a test case that this machine cannot run: WIRELAB_SKIP("no user namespaces here").
#define WIRELAB_SKIP(reason)          \
  do {                                \
    wirelab::test::note_skip(reason); \
    return;                           \
  } while (false)
