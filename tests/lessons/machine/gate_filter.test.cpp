#include "lessons/machine/gate_filter.hpp"

#include "lessons/machine/machine_error.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

using namespace wirelab;

namespace {

// What two gates, one inside the other, come to.
std::string install_two() {
  // A sanitizer that meets a type for the first time closes a descriptor, which would wait at the
  // gate: so it meets those of an error's sentence here.
  const std::string met = lessons::machine_error("no call", EBUSY, "").message;
  const Result<FileDescriptor> first = lessons::install_gate();
  if (!first) _exit(4);
  const Result<FileDescriptor> second = lessons::install_gate();
  std::string said = second ? "both" : second.error().message;
  if (write(STDOUT_FILENO, said.data(), said.size()) < 0) _exit(1);
  close(STDOUT_FILENO);  // waits at the gate, where nobody answers
  return said;
}

}  // namespace

TEST_CASE("a second gate is refused; who waits where nobody answers can be killed",
          "[machine][gate][live]") {
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  const FileDescriptor read_end(ends[0]);
  FileDescriptor write_end(ends[1]);
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    dup2(write_end.get(), STDOUT_FILENO);
    _exit(static_cast<int>(install_two().size()));
  }
  write_end.reset();
  char text[512];
  const ssize_t length = read(read_end.get(), text, sizeof text);
  int status = 0;
  const bool waits = length > 0 && waitpid(child, &status, WNOHANG) == 0;
  kill(child, SIGKILL);
  if (!WIFEXITED(status) || waits) waitpid(child, &status, 0);
  if (length <= 0) WIRELAB_SKIP("this kernel has no seccomp user notification");
  CHECK(std::string(text, static_cast<std::size_t>(length)) ==
        "seccomp(SECCOMP_FILTER_FLAG_NEW_LISTENER): Device or resource busy. Another filter with a "
        "listener is there already.");
  CHECK(waits);
  CHECK(WIFSIGNALED(status));
}
