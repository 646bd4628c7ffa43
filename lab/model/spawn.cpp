#include "lab/model/spawn.hpp"

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <functional>
#include <future>
#include <mutex>
#include <queue>
#include <sys/prctl.h>
#include <thread>
#include <unistd.h>

namespace wirelab::lab {
namespace {

// The thread that forks. It is never joined: it ends with the process.
class Forker {
 public:
  static Forker& the() {
    static Forker& forker = *new Forker;
    return forker;
  }

  void run(const std::function<void()>& work) {
    std::promise<void> done;
    {
      const std::lock_guard lock(mutex_);
      queue_.push([&] {
        work();
        done.set_value();
      });
    }
    wake_.notify_one();
    done.get_future().wait();
  }

 private:
  Forker() {
    std::thread([this] { loop(); }).detach();
  }

  void loop() {
    for (;;) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return !queue_.empty(); });
      const auto work = std::move(queue_.front());
      queue_.pop();
      lock.unlock();
      work();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::queue<std::function<void()>> queue_;
};

struct Pipe {
  FileDescriptor read, write;
};

bool open_pipe(Pipe& pipe) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  pipe.read.reset(ends[0]);
  pipe.write.reset(ends[1]);
  return true;
}

struct Pipes {
  Pipe input, output, errors, failure;  // failure: errno of an exec that did not happen
};

// In the child, between fork and exec: only calls that are safe there.
[[noreturn]] void become(const char* program, char* const* argv, const Pipes& pipes, pid_t lab) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != lab) ::_exit(127);  // the lab died before the kernel watched it
  ::signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::dup2(pipes.input.read.get(), STDIN_FILENO);
  ::dup2(pipes.output.write.get(), STDOUT_FILENO);
  ::dup2(pipes.errors.write.get(), STDERR_FILENO);
  ::execvp(program, argv);
  const int cause = errno;
  [[maybe_unused]] const auto written = ::write(pipes.failure.write.get(), &cause, sizeof cause);
  ::_exit(127);
}

Error cannot_start(const std::string& program, int cause) {
  return {ErrorKind::machine,
          fmt::format("{} could not be started: {}.", program, std::strerror(cause))};
}

}  // namespace

Result<Spawned> spawn(const std::string& program, const std::vector<std::string>& arguments) {
  Pipes pipes;
  const bool open = open_pipe(pipes.input) && open_pipe(pipes.output) && open_pipe(pipes.errors) &&
                    open_pipe(pipes.failure);
  if (!open) return cannot_start(program, errno);
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  Spawned spawned;
  int cause = 0;
  const pid_t lab = ::getpid();
  Forker::the().run([&] {
    spawned.pid = ::fork();
    if (spawned.pid == 0) become(program.c_str(), argv.data(), pipes, lab);
    if (spawned.pid < 0) cause = errno;
  });
  if (spawned.pid < 0) return cannot_start(program, cause);
  pipes.failure.write.reset();
  if (::read(pipes.failure.read.get(), &cause, sizeof cause) == sizeof cause) {
    return cannot_start(program, cause);
  }
  spawned.input = std::move(pipes.input.write);
  spawned.output = std::move(pipes.output.read);
  spawned.errors = std::move(pipes.errors.read);
  return spawned;
}

}  // namespace wirelab::lab
