#include "lessons/machine/say_to_run.hpp"

#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/runs.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace wirelab::lessons {

Result<RunTalk> RunTalk::open(pid_t run) {
  Result<FileDescriptor> connection = connect_to_run(run);
  if (!connection) return connection.error();
  return RunTalk(*std::move(connection));
}

Result<std::string> RunTalk::next_line() {
  while (true) {
    const std::size_t end = unread_.find('\n');
    if (end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    char chunk[4096];
    const ssize_t got = recv(connection_.get(), chunk, sizeof chunk, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Error{ErrorKind::usage, "The run ended before it answered."};
    unread_.append(chunk, static_cast<std::size_t>(got));
  }
}

Result<RunAnswer> RunTalk::say(const std::string& line) {
  std::string text = line;
  std::replace(text.begin(), text.end(), '\n', ' ');
  text += '\n';
  // A run that refuses us, or that has just ended, has said so already.
  (void)send(connection_.get(), text.data(), text.size(), MSG_NOSIGNAL);
  constexpr std::string_view mark = "error: ";
  RunAnswer answer;
  while (true) {
    Result<std::string> next = next_line();
    if (!next) return next.error();
    if (*next == "ok") return answer;
    if (next->starts_with(mark)) {
      answer.refusal = next->substr(mark.size());
      return answer;
    }
    answer.facts.push_back(*std::move(next));
  }
}

}  // namespace wirelab::lessons
