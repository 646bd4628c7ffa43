#include "lessons/testbed/remote/remote.hpp"

#include "lessons/testbed/recording/notes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace wirelab::lessons {
namespace {

constexpr std::size_t most_peers = 64;
constexpr Time patience_with_readers = 5'000'000'000;
constexpr int pause_ms = 100;
constexpr short gone = POLLHUP | POLLERR | POLLNVAL;

// To who is not to be a peer.
void send_away(int connection, const std::string& reason) {
  const std::string line = "error: " + reason + "\n";
  send(connection, line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

FileDescriptor open_spare() { return FileDescriptor(open("/dev/null", O_RDONLY | O_CLOEXEC)); }

}  // namespace

Remote::Remote(RemoteListener listener, Perform perform, InputEnded input_ended,
               ChangeSignal& changes, NoteSink& notes)
    : listener_(std::move(listener)),
      perform_(std::move(perform)),
      input_ended_(std::move(input_ended)),
      changes_(changes),
      notes_(notes),
      spare_(open_spare()) {
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
    std::vector<pollfd> waits = awaited();
    // It fails where more are asked for than the limit of descriptors has become.
    if (poll(waits.data(), waits.size(), poll_timeout()) < 0 && errno != EINTR)
      poll(waits.data(), 1, pause_ms);
    if (waits[0].revents != 0) return;
    for (std::size_t i = sources_.size(); i-- > 0;) {
      const short events = waits[i + 3].revents;
      const bool goes_on =
          (events == 0 || attend(sources_[i], events)) && takes_answers(sources_[i]);
      if (!goes_on) sources_.erase(sources_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (waits[1].revents != 0) welcome();
  }
}

// The end, the listener, changes; then each source. Who waits is not listened to, nor who has not
// read what he was answered; poll() tells of a hang-up all the same. That of standard input is
// behind its lines.
std::vector<pollfd> Remote::awaited() const {
  std::vector<pollfd> waits{{stop_.descriptor(), POLLIN, 0},
                            {now() < deaf_until_ ? -1 : listener_.descriptor(), POLLIN, 0},
                            {changes_.descriptor(), POLLIN, 0}};
  for (const Source& source : sources_) {
    const bool waiting = static_cast<bool>(source.speaker.awaited);
    if (!source.socket)
      waits.push_back({waiting ? -1 : STDIN_FILENO, POLLIN, 0});
    else if (!source.answers.is_empty())
      waits.push_back({source.socket.get(), POLLOUT, 0});
    else
      waits.push_back({source.socket.get(), static_cast<short>(waiting ? 0 : POLLIN), 0});
  }
  return waits;
}

int Remote::poll_timeout() const {
  Time first = 0;
  const auto sooner = [&](Time moment) { first = first == 0 ? moment : std::min(first, moment); };
  for (const Source& source : sources_) {
    if (source.speaker.awaited) sooner(source.speaker.deadline);
    if (!source.answers.is_empty()) sooner(source.answers.waits_since() + patience_with_readers);
  }
  if (now() < deaf_until_) sooner(deaf_until_);
  if (first == 0) return -1;
  return static_cast<int>(std::clamp<Time>((first - now()) / 1'000'000 + 1, 0, 60'000));
}

bool Remote::attend(Source& source, short events) {
  if (!source.answers.is_empty()) {
    source.answers.send_on(source.socket.get(), now());
    return source.answers.is_empty() ? go_on(source) : (events & gone) == 0;
  }
  if (source.speaker.awaited) return (events & gone) == 0;
  return hear(source) && !(source.speaker.awaited && (events & gone) != 0);
}

bool Remote::takes_answers(const Source& source) {
  const Time since = source.answers.waits_since();
  if (since == 0 || now() < since + patience_with_readers) return true;
  notes_.note(error_note(
      fmt::format("A client of the remote was dropped: for {} s it has not read its answers.",
                  patience_with_readers / 1'000'000'000)));
  return false;
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
  if (!connection) {
    if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED && errno != EACCES)
      welcome_without_descriptors();
    return;
  }
  if (sources_.size() >= most_peers)
    return send_away(
        connection.get(),
        fmt::format("{} clients talk with this run already; one of them must end first",
                    sources_.size()));
  const int number = connection.get();
  sources_.push_back({.socket = std::move(connection), .speaker = {.connection = number}});
}

// Who knocks would else keep poll() from waiting.
void Remote::welcome_without_descriptors() {
  spare_.reset();
  if (const FileDescriptor connection = listener_.accept())
    send_away(connection.get(), "this run has no descriptor left for a client (ulimit -n)");
  else
    deaf_until_ = now() + Time{pause_ms} * 1'000'000;
  spare_ = open_spare();
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
  if (received.text.empty()) source.lines.end();
  source.lines.add(received.text);
  // Only `exec` brings one, and only one; what else is given is closed at once.
  if (source.speaker.started && !received.descriptors.empty())
    source.speaker.given = std::move(received.descriptors.front());
  return go_on(source);
}

bool Remote::go_on(Source& source) {
  while (!source.speaker.awaited && source.answers.is_empty()) {
    const auto line = source.lines.next();
    if (!line) break;
    if (line->is_too_long())
      refuse(source, *line);
    else if (line->text.find_first_not_of(" \t\r") != std::string::npos)
      say(source, line->text);
  }
  if (source.speaker.awaited || !source.answers.is_empty() || !source.lines.is_over()) return true;
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

void Remote::refuse(Source& source, const LineBuffer::Line& line) {
  const std::string reason = fmt::format("a line has at most {} bytes; this one has {}",
                                         LineBuffer::longest_line, line.length);
  notes_.note(error_note(reason));
  source.speaker.answered = false;
  source.speaker.facts.clear();
  answer(source, Error{ErrorKind::usage, reason});
}

void Remote::answer(Source& source, const Outcome& performed) {
  if (!source.socket || source.speaker.answered) return;
  std::string answer;
  for (const std::string& fact : source.speaker.facts) answer += fact + "\n";
  answer += performed ? "ok\n" : "error: " + performed.error().message + "\n";
  source.answers.say(source.socket.get(), answer, now());
}

}  // namespace wirelab::lessons
