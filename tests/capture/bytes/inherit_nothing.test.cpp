#include "capture/bytes/inherit_nothing.hpp"

#include "capture/bytes/file_descriptor.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <unistd.h>

using namespace wirelab;

TEST_CASE("what is open stays open here and goes to nobody else") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const FileDescriptor low(ends[0]), other(ends[1]);
  const FileDescriptor high(fcntl(ends[0], F_DUPFD, 200));
  REQUIRE(high);
  inherit_nothing();
  for (const int number : {low.get(), other.get(), high.get()})
    CHECK(fcntl(number, F_GETFD) == FD_CLOEXEC);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    CHECK(fcntl(standard, F_GETFD) == 0);
}
