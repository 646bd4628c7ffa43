#include "lessons/machine/machine_error.hpp"
#include "lessons/machine/send_descriptors.hpp"
#include "lessons/testbed/program/started_program.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): pthread_sigmask() is POSIX, not in <csignal>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

// The thread beside a program.
namespace wirelab::lessons {
namespace {

// A line without an end that stands this long is a prompt.
constexpr int prompt_pause_ms = 100;
constexpr int lost_status = 255;

// Who ends while we write is to give us an errno, not a signal.
void block_broken_pipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

// Takes the first word off a message.
std::string take_word(std::string& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  std::string word = text.substr(0, end);
  text.erase(0, end + 1);
  return word;
}

}  // namespace

void StartedProgram::run() {
  block_broken_pipe();
  while (true) {
    bool writes = false;
    {
      const std::lock_guard lock(mutex_);
      if (over_) break;
      writes = !unread_.empty() || input_ends_;
    }
    std::array<pollfd, 4> waits{{{flag_.descriptor(), POLLIN, 0},
                                 {ends_.messages.get(), POLLIN, 0},
                                 {ends_.output.get(), POLLIN, 0},
                                 {writes ? ends_.input.get() : -1, POLLOUT, 0}}};
    const int patience = output_.has_begun_line() ? prompt_pause_ms : -1;
    if (poll(waits.data(), waits.size(), patience) == 0) say_output(output_.flush());
    flag_.lower();
    if (waits[2].revents != 0) pump_output();
    if (waits[1].revents != 0) hear();
    if (waits[3].revents != 0) pump_input();
  }
  pump_output();
  say_output(output_.flush());
  say_left_out();
}

void StartedProgram::hear() {
  Received received = receive_descriptors(ends_.messages.get());
  if (received.text.ends_with('\n')) received.text.pop_back();
  const std::string kind = take_word(received.text);
  if (kind == "gate" || kind == "blind") {
    {
      const std::lock_guard lock(mutex_);
      process_ = who_.process = std::atoi(take_word(received.text).c_str());
      Note said = note("start");
      said.message = fmt::format("{}: {} starts: {}", host().name(), name(), command_);
      around_.notes.note(said.set("TEXT", command_));
      ended_.notify_all();
    }
    if (received.descriptors.empty())
      around_.gate.cannot_see(who_, received.text);
    else
      around_.gate.watch(std::move(received.descriptors.front()), who_);
    around_.changed();
  } else if (kind == "failed") {
    around_.notes.note(error_note(fmt::format("Starting {} on {}: {}: {}.", name(), host().name(),
                                              command_.substr(0, command_.find(' ')),
                                              cause_text(std::atoi(received.text.c_str())))));
  } else {
    ends_.messages.reset();
    pump_output();
    say_output(output_.flush());
    say_exit(kind == "exit" ? std::atoi(received.text.c_str()) : lost_status);
  }
}

// All that is there by now.
void StartedProgram::pump_output() {
  std::array<char, 16384> part;
  // A terminal holds little at once: what comes meanwhile from one that prints without end is for
  // the next time.
  for (int parts = 0; parts < 64 && ends_.output; ++parts) {
    const ssize_t got = read(ends_.output.get(), part.data(), part.size());
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return ends_.output.reset();
    say_output(output_.add({part.data(), static_cast<std::size_t>(got)}));
  }
}

void StartedProgram::pump_input() {
  const std::lock_guard lock(mutex_);
  if (!unread_.empty()) {
    const ssize_t taken = write(ends_.input.get(), unread_.data(), unread_.size());
    if (taken < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (taken < 0)
      unread_.clear(), input_ends_ = true;
    else
      unread_.erase(0, static_cast<std::size_t>(taken));
  }
  if (unread_.empty() && input_ends_) ends_.input.reset();
}

void StartedProgram::say_output(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    Note said = note("output");
    said.message = fmt::format("{}: {}", name(), line);
    around_.notes.note(said.set("TEXT", line));
  }
  if (lines.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    printed_.insert(printed_.end(), lines.begin(), lines.end());
  }
  around_.changed();
}

void StartedProgram::say_left_out() {
  if (output_.left_out() == 0) return;
  Note said = note("output");
  const std::string text = fmt::format("... and {} bytes more, not recorded", output_.left_out());
  said.message = fmt::format("{}: {}", name(), text);
  said.set("LEFT_OUT", static_cast<std::int64_t>(output_.left_out()));
  around_.notes.note(said.set("TEXT", text));
}

void StartedProgram::say_exit(int status) {
  Note said = note("exit");
  said.message = fmt::format("{}: {} ends with {}", host().name(), name(), status);
  around_.notes.note(said.set("STATUS", status));
  {
    const std::lock_guard lock(mutex_);
    status_ = status;
    ended_.notify_all();
  }
  around_.changed();
}

}  // namespace wirelab::lessons
