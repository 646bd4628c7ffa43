// The one main of all test programs. catch.hpp's own takes 20 s to compile: once a preset is
// enough.
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#include <iostream>

#include "tests/skip.hpp"

namespace wirelab::test {
namespace {
int skipped = 0;
}  // namespace

void note_skip(const std::string& reason) {
  ++skipped;
  std::cout << "skipped: " << reason << std::endl;
}
}  // namespace wirelab::test

int main(int argc, char** argv) {
  const int failed = Catch::Session().run(argc, argv);
  // A failure outranks a skip: ctest reports a skip only where nothing went wrong.
  return failed == 0 && wirelab::test::skipped > 0 ? 77 : failed;
}
