#include "lessons/testbed/remote.hpp"

#include "lessons/testbed/recorder.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace wirelab::lessons {
namespace {

constexpr std::size_t longest_line = 65536;
constexpr std::size_t most_peers = 64;

}  // namespace

Remote::Remote(RemoteListener listener, Perform perform, InputEnded input_ended,
               ChangeSignal& changes)
    : listener_(std::move(listener)),
      perform_(std::move(perform)),
      input_ended_(std::move(input_ended)),
      changes_(changes) {
  if (input_ended_) sources_.emplace_back();
  thread_ = std::thread([this] { run(); });
}

Remote::~Remote() {
  stop_.raise();
  thread_.join();
}

void Remote::run() {
  while (true) {
    changes_.lower();
    look_at_waits();
    std::vector<pollfd> waits{{stop_.descriptor(), POLLIN, 0},
                              {listener_.descriptor(), POLLIN, 0},
                              {changes_.descriptor(), POLLIN, 0}};
    for (const Source& source : sources_) {
      const int descriptor = source.socket ? source.socket.get() : STDIN_FILENO;
      // Who waits is not listened to.
      waits.push_back({source.speaker.awaited ? -1 : descriptor, POLLIN, 0});
    }
    if (poll(waits.data(), waits.size(), poll_timeout()) < 0 && errno != EINTR) return;
    if (waits[0].revents != 0) return;
    for (std::size_t i = sources_.size(); i-- > 0;)
      if (waits[i + 3].revents != 0 && !hear(sources_[i]))
        sources_.erase(sources_.begin() + static_cast<std::ptrdiff_t>(i));
    if (waits[1].revents != 0) welcome();
  }
}

int Remote::poll_timeout() const {
  Time first = 0;
  for (const Source& source : sources_)
    if (source.speaker.awaited && (first == 0 || source.speaker.deadline < first))
      first = source.speaker.deadline;
  if (first == 0) return -1;
  return static_cast<int>(std::clamp<Time>((first - now()) / 1'000'000 + 1, 0, 60'000));
}

void Remote::look_at_waits() {
  for (std::size_t i = sources_.size(); i-- > 0;) {
    Source& source = sources_[i];
    if (!source.speaker.awaited) continue;
    const auto came = source.speaker.awaited(source.speaker);
    if (!came) continue;
    source.speaker.awaited = {};
    answer(source, *came);
    if (!go_on(source)) sources_.erase(sources_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  changes_.want(std::any_of(sources_.begin(), sources_.end(),
                            [](const Source& source) { return bool(source.speaker.awaited); }));
}

void Remote::welcome() {
  FileDescriptor connection = listener_.accept();
  if (!connection || sources_.size() >= most_peers) return;
  const int number = connection.get();
  sources_.push_back({.socket = std::move(connection), .speaker = {.connection = number}});
}

// Standard input may be anything; only a socket brings descriptors.
Received Remote::receive(const Source& source) {
  if (source.socket) return receive_descriptors(source.socket.get());
  char chunk[4096];
  ssize_t got = 0;
  do {
    got = read(STDIN_FILENO, chunk, sizeof chunk);
  } while (got < 0 && errno == EINTR);
  return {.text = std::string(chunk, got > 0 ? static_cast<std::size_t>(got) : 0),
          .descriptors = {}};
}

bool Remote::hear(Source& source) {
  Received received = receive(source);
  source.ended = source.ended || received.text.empty();
  source.unread += received.text;
  source.speaker.given = std::move(received.descriptors);
  return go_on(source);
}

bool Remote::go_on(Source& source) {
  while (!source.speaker.awaited) {
    const std::size_t end = source.unread.find('\n');
    if (end == std::string::npos) break;
    const std::string line = source.unread.substr(0, end);
    source.unread.erase(0, end + 1);
    if (line.find_first_not_of(" \t\r") != std::string::npos) say(source, line);
  }
  if (source.speaker.awaited || (!source.ended && source.unread.size() < longest_line)) return true;
  if (!source.socket) input_ended_();
  return false;
}

void Remote::say(Source& source, const std::string& line) {
  source.speaker.answered = false;
  source.speaker.facts.clear();
  const Outcome performed = perform_(line, source.speaker);
  if (!source.speaker.awaited || !performed) {
    source.speaker.awaited = {};
    answer(source, performed);
    return;
  }
  changes_.want(true);  // what changes from now on, wakes us
  changes_.changed();
}

void Remote::answer(const Source& source, const Outcome& performed) {
  if (!source.socket || source.speaker.answered) return;
  std::string answer;
  for (const std::string& fact : source.speaker.facts) answer += fact + "\n";
  answer += performed ? "ok\n" : "error: " + performed.error().message + "\n";
  send(source.socket.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
}

}  // namespace wirelab::lessons
