// Starting, talking to and burying a program.

#include "lab/model/testbed_process.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <unistd.h>

using namespace wirelab;
using lab::TestbedProcess;

namespace {

std::unique_ptr<TestbedProcess> shell(const std::string& script) {
  auto process = TestbedProcess::start("/bin/sh", {"-c", script});
  REQUIRE(process);
  return std::move(*process);
}

std::string all_of(const FileDescriptor& output) {
  std::string text;
  char room[256];
  for (ssize_t count; (count = ::read(output.get(), room, sizeof room)) > 0;)
    text.append(room, static_cast<std::size_t>(count));
  return text;
}

}  // namespace

TEST_CASE("testbed_process_passes_lines_output_and_code_on") {
  auto process = shell("read line; echo got $line; echo because >&2; exit 4");
  const FileDescriptor output = process->take_output();
  CHECK(process->remote("drop 12"));
  CHECK(all_of(output) == "got drop 12\n");
  const lab::ProcessEnd end = process->wait();
  CHECK(end.code == 4);
  CHECK(end.signal == 0);
  CHECK(process->said() == "because\n");
  CHECK_FALSE(process->remote("quit"));
}

TEST_CASE("testbed_process_that_does_not_exist_is_named") {
  const auto process = TestbedProcess::start("/nonexistent/wirelab-testbed", {});
  REQUIRE_FALSE(process);
  CHECK(process.error().kind == ErrorKind::machine);
  CHECK(process.error().message ==
        "/nonexistent/wirelab-testbed could not be started: No such file or directory.");
}

TEST_CASE("testbed_process_is_killed_with_its_object") {
  auto process = shell("exec sleep 60");
  const pid_t pid = process->pid();
  CHECK(process->running());
  process.reset();
  CHECK(::kill(pid, 0) == -1);
}

TEST_CASE("testbed_process_tells_the_signal_that_ended_it") {
  auto process = shell("kill -9 $$");
  const lab::ProcessEnd end = process->wait();
  CHECK(end.signal == SIGKILL);
  CHECK_FALSE(process->running());
}
