#include "tests/lessons/testbed/host/apart.hpp"

#include "capture/bytes/file_descriptor.hpp"
#include "lessons/machine/namespaces.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

namespace wirelab::test {
namespace {

std::string run(const std::function<void(Findings&)>& body) {
  const Outcome entered = lessons::enter_new_namespaces();
  if (!entered) return "forbidden: " + entered.error().message;
  Findings findings;
  try {
    body(findings);
  } catch (const std::exception& thrown) {
    findings.expect(false, std::string("thrown: ") + thrown.what());
  }
  return findings.text();
}

}  // namespace

std::string apart(const std::function<void(Findings&)>& body) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return "no pipe";
  const FileDescriptor read_end(ends[0]);
  FileDescriptor write_end(ends[1]);
  std::fflush(nullptr);  // or the child would write what is buffered once more
  const pid_t child = fork();
  if (child == 0) {
    const std::string text = run(body);
    const ssize_t written = write(write_end.get(), text.data(), text.size());
    _exit(written == static_cast<ssize_t>(text.size()) ? 0 : 1);
  }
  write_end.reset();
  std::string text;
  char part[4096];
  for (ssize_t length = 0; (length = read(read_end.get(), part, sizeof part)) > 0;) {
    text.append(part, static_cast<std::size_t>(length));
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (text.empty() && status != 0) text = "ended with status " + std::to_string(status) + "\n";
  return text;
}

}  // namespace wirelab::test
