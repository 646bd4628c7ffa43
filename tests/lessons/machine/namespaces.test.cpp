#include "lessons/machine/namespaces.hpp"
#include "lessons/machine/probe.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "tests/lessons/testbed/host/apart.hpp"
#include "tests/lessons/testbed/program/programs.hpp"
#include "tests/skip.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace wirelab;
using test::Findings;

namespace {

// Starts a testbed that does nothing, and never ends by itself; its standard output is `output`.
pid_t start_idle(FileDescriptor& output) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  output.reset(ends[0]);
  const FileDescriptor write_end(ends[1]);
  std::fflush(nullptr);
  const pid_t stub = fork();
  if (stub != 0) return stub;
  dup2(write_end.get(), STDOUT_FILENO);
  alarm(10);  // a stub that does not end is to fail the test, not to hang it
  const bool entered = static_cast<bool>(lessons::enter_new_namespaces());
  if (write(STDOUT_FILENO, entered ? "y" : "n", 1) < 0 || !entered) _exit(4);
  for (;;) pause();
}

char next_byte(const FileDescriptor& output) {
  char byte = 0;
  return read(output.get(), &byte, 1) == 1 ? byte : '\0';
}

}  // namespace

TEST_CASE("the process after the call is pid 1 of a world of its own", "[testbed][live]") {
  const uid_t user = geteuid();
  WIRELAB_APART([&](Findings& f) {
    f.expect(getpid() == 1, "pid 1");
    f.expect(geteuid() == user, "the learner's own uid");
    f.expect(test::interface_count() == 1, "only lo");
    f.expect(std::filesystem::read_symlink("/proc/self") == "1", "a /proc of its own");
    std::string state;
    std::ifstream("/sys/class/net/lo/operstate") >> state;
    f.expect(state != "down", "lo is up");
  });
}

TEST_CASE("the stub passes on the exit status", "[testbed][live]") {
  std::fflush(nullptr);
  const pid_t stub = fork();
  if (stub == 0) _exit(lessons::enter_new_namespaces() ? 42 : 4);
  int status = 0;
  waitpid(stub, &status, 0);
  if (WEXITSTATUS(status) == 4) WIRELAB_SKIP("no namespaces here");
  CHECK(WEXITSTATUS(status) == 42);
}

TEST_CASE("a signal to the stub ends everything and closes its output", "[testbed][live]") {
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGKILL}) {
    FileDescriptor output;
    const pid_t stub = start_idle(output);
    if (next_byte(output) != 'y') {
      waitpid(stub, nullptr, 0);
      WIRELAB_SKIP("no namespaces here");
    }
    kill(stub, signal);
    int status = 0;
    CHECK(waitpid(stub, &status, 0) == stub);
    CHECK((signal == SIGKILL ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 128 + signal));
    CHECK(next_byte(output) == '\0');  // the end: pid 1 and all its children are gone
  }
}

TEST_CASE("the machine is probed step by step", "[testbed][live]") {
  const auto probes = lessons::probe_machine();
  REQUIRE_FALSE(probes.empty());
  if (!probes[0].works) WIRELAB_SKIP(probes[0].cause);
  CHECK(probes.size() >= 10);
  for (const lessons::Probe& probe : probes) {
    INFO(probe.step << ": " << probe.cause);
    CHECK((probe.works || !probe.cause.empty()));
  }
}

TEST_CASE("exhausted namespaces are an error with cause and remedy", "[testbed][live]") {
  const auto machine = std::filesystem::read_symlink("/proc/self/ns/user");
  if (test::thread_sanitizer) WIRELAB_SKIP(test::thread_sanitizer_reason);
  WIRELAB_APART([&](Findings& f) {
    // The limits of our own user namespace are ours to spoil; root without one would spoil the
    // machine's.
    if (std::filesystem::read_symlink("/proc/self/ns/user") == machine) return;
    for (const char* kind : {"user", "net"}) {
      std::ofstream limit(std::string("/proc/sys/user/max_") + kind + "_namespaces");
      limit << 0;
      limit.close();
      if (!limit) return f.expect(false, "writing the limit");
    }
    const Outcome entered = lessons::enter_new_namespaces();
    if (entered) return f.expect(false, "entered all the same");
    const std::string& text = entered.error().message;
    f.expect(entered.error().kind == ErrorKind::machine, "kind");
    f.expect(text.find("unshare(") == 0 && text.find("No space left") != std::string::npos &&
                 text.find("user.max_user_namespaces") != std::string::npos,
             text);
  });
}
