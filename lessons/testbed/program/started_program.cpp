#include "lessons/testbed/program/started_program.hpp"

#include "lessons/machine/machine_error.hpp"

#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX, not in <csignal>

#include <cerrno>
#include <chrono>

namespace wirelab::lessons {
namespace {

constexpr std::size_t most_unread = 64 << 10;
// For who heeds SIGTERM; the others are killed.
constexpr auto grace = std::chrono::milliseconds(250);

std::string command_text(const std::vector<std::string>& argv) {
  return fmt::format("{}", fmt::join(argv, " "));
}

}  // namespace

Result<std::unique_ptr<StartedProgram>> StartedProgram::start(Host& host, const std::string& name,
                                                              const std::vector<std::string>& argv,
                                                              const Surroundings& around) {
  Result<Launched> launched = launch(host, argv);
  if (!launched) return launched.error();
  return std::unique_ptr<StartedProgram>(new StartedProgram(
      around, GatedProgram{&host, name, 0}, command_text(argv), *std::move(launched)));
}

StartedProgram::StartedProgram(const Surroundings& around, GatedProgram who, std::string command,
                               Launched launched)
    : around_(around),
      who_(std::move(who)),
      command_(std::move(command)),
      ends_(std::move(launched)) {
  thread_ = std::thread([this] { run(); });
}

StartedProgram::~StartedProgram() {
  end();
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  flag_.raise();
  thread_.join();
}

Outcome StartedProgram::input(const std::string& line) {
  const std::lock_guard lock(mutex_);
  if (status_ || input_ends_) {
    return Error{ErrorKind::usage, fmt::format("program {} takes no input any more: {}", name(),
                                               status_ ? "it has ended" : "its input was ended")};
  }
  if (unread_.size() + line.size() > most_unread) {
    return Error{ErrorKind::usage,
                 fmt::format("program {} does not read its input: {} bytes wait already", name(),
                             unread_.size())};
  }
  unread_ += line + '\n';
  Note said = note("input");
  said.message = fmt::format("{} < {}", name(), line);
  around_.notes.note(said.set("TEXT", line));
  flag_.raise();
  return Done{};
}

Outcome StartedProgram::end_input() {
  const std::lock_guard lock(mutex_);
  if (status_) {
    return Error{ErrorKind::usage, fmt::format("program {} has ended already", name())};
  }
  input_ends_ = true;
  flag_.raise();
  return Done{};
}

Outcome StartedProgram::signal(int number) {
  const std::lock_guard lock(mutex_);
  if (status_ || process_ == 0) {
    return Error{ErrorKind::usage,
                 fmt::format("program {} {}", name(), status_ ? "has ended" : "has not begun yet")};
  }
  if (kill(-process_, number) == 0) return Done{};
  return Error{ErrorKind::usage, fmt::format("sending signal {} to program {}: {}", number, name(),
                                             cause_text(errno))};
}

std::optional<int> StartedProgram::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

bool StartedProgram::has_begun() const {
  const std::lock_guard lock(mutex_);
  return process_ != 0 || status_;
}

std::optional<std::string> StartedProgram::printed(std::string_view text, std::size_t& next) const {
  const std::lock_guard lock(mutex_);
  while (next < printed_.size())
    if (const std::string& line = printed_[next++]; line.find(text) != std::string::npos)
      return line;
  return std::nullopt;
}

void StartedProgram::end() {
  std::unique_lock lock(mutex_);
  // One that has not said its number yet is about to.
  ended_.wait(lock, [this] { return status_ || process_ != 0; });
  if (status_) return;
  kill(-process_, SIGTERM);
  kill(-process_, SIGCONT);
  if (ended_.wait_for(lock, grace, [this] { return status_.has_value(); })) return;
  kill(-process_, SIGKILL);
  ended_.wait(lock, [this] { return status_.has_value(); });
}

Note StartedProgram::note(const char* event) const {
  Note note{.kind = NoteKind::program};
  note.set("HOST", host().name()).set("PROGRAM", name()).set("EVENT", event);
  if (process_ != 0) note.set("PID", process_);
  return note;
}

}  // namespace wirelab::lessons
