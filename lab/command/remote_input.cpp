#include "lab/command/remote_input.hpp"

#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace wirelab::lab {

bool RemoteInput::has_input() {
  struct stat status {};
  if (::fstat(STDIN_FILENO, &status) != 0) return false;
  return !S_ISCHR(status.st_mode) || ::isatty(STDIN_FILENO) == 1;
}

RemoteInput::RemoteInput(TestbedProcess& testbed) : testbed_(testbed) {
  int ends[2];
  if (!has_input() || ::pipe2(ends, O_CLOEXEC) != 0) return;
  stopped_ = FileDescriptor(ends[0]);
  stop_ = FileDescriptor(ends[1]);
  thread_ = std::thread([this] { run(); });
}

RemoteInput::~RemoteInput() {
  stop_.reset();
  if (thread_.joinable()) thread_.join();
}

void RemoteInput::run() {
  std::string unread;
  char room[4096];
  pollfd waits[] = {{STDIN_FILENO, POLLIN, 0}, {stopped_.get(), POLLIN, 0}};
  while (::poll(waits, 2, -1) >= 0 || errno == EINTR) {
    if (waits[1].revents != 0) return;
    if (waits[0].revents == 0) continue;
    const ssize_t count = ::read(STDIN_FILENO, room, sizeof room);
    if (count <= 0) break;
    unread.append(room, static_cast<std::size_t>(count));
    for (std::size_t end; (end = unread.find('\n')) != std::string::npos; unread.erase(0, end + 1))
      testbed_.remote(unread.substr(0, end));
  }
  if (!unread.empty()) testbed_.remote(unread);
  testbed_.close_remote();
}

}  // namespace wirelab::lab
