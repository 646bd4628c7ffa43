#include "lab/model/testbed_process.hpp"

#include "lab/model/spawn.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace wirelab::lab {
namespace {

constexpr std::size_t most_said = 64 << 10;

ProcessEnd end_of(int status) {
  if (WIFSIGNALED(status)) return {128 + WTERMSIG(status), WTERMSIG(status)};
  return {WEXITSTATUS(status), 0};
}

}  // namespace

Result<std::unique_ptr<TestbedProcess>> TestbedProcess::start(
    const std::string& program, const std::vector<std::string>& arguments) {
  // A testbed that is gone answers a remote line with EPIPE, which remote() reports.
  std::signal(SIGPIPE, SIG_IGN);
  auto spawned = spawn(program, arguments);
  if (!spawned) return spawned.error();
  std::unique_ptr<TestbedProcess> process(new TestbedProcess);
  process->pid_ = spawned->pid;
  process->input_ = std::move(spawned->input);
  process->output_ = std::move(spawned->output);
  process->listener_ =
      std::thread([self = process.get(), errors = std::move(spawned->errors)]() mutable {
        self->listen(std::move(errors));
      });
  return process;
}

TestbedProcess::~TestbedProcess() {
  kill();
  wait();
  if (listener_.joinable()) listener_.join();
}

void TestbedProcess::listen(FileDescriptor errors) {
  char room[4096];
  for (;;) {
    const ssize_t count = ::read(errors.get(), room, sizeof room);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    const std::lock_guard lock(mutex_);
    const std::size_t fits = std::min(static_cast<std::size_t>(count), most_said - said_.size());
    said_.append(room, fits);
  }
}

bool TestbedProcess::remote(const std::string& line) {
  if (!input_) return false;
  const std::string text = line + "\n";
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t count = ::write(input_.get(), text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      input_.reset();
      return false;
    }
    written += static_cast<std::size_t>(count);
  }
  return true;
}

void TestbedProcess::close_remote() { input_.reset(); }

bool TestbedProcess::running() {
  if (ended_) return false;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return true;
  ended_ = true;
  end_ = end_of(status);
  return false;
}

ProcessEnd TestbedProcess::wait() {
  int status = 0;
  while (!ended_) {
    if (::waitpid(pid_, &status, 0) == pid_) {
      ended_ = true;
      end_ = end_of(status);
    } else if (errno != EINTR) {
      ended_ = true;
    }
  }
  // Its last words may still be in the pipe. Every process of the testbed dies with it, and so
  // closes the pipe.
  if (listener_.joinable()) listener_.join();
  return end_;
}

void TestbedProcess::kill() {
  if (!ended_) ::kill(pid_, SIGKILL);
}

std::string TestbedProcess::said() const {
  const std::lock_guard lock(mutex_);
  return said_;
}

}  // namespace wirelab::lab
