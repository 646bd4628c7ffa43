#include "lessons/script/process.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace wirelab::lessons {
namespace {

void demand(const Outcome& done) {
  if (!done) throw StepFailed{done.error().message};
}

}  // namespace

Process::Process(Programs& programs, Happenings& happenings, std::string name)
    : programs_(programs), happenings_(happenings), name_(std::move(name)) {
  auto found = programs_.find(name_);
  if (!found) throw StepFailed{found.error().message};
  program_ = *found;
}

void Process::input(const std::string& line) { demand(programs_.input(name_, line)); }
void Process::end_input() { demand(programs_.end_input(name_)); }

void Process::signal(int number) {
  const auto program = running();
  happenings_.until([&] { return program->has_begun(); }, fmt::format("program {} begins", name_));
  demand(program->signal(number));
}

std::shared_ptr<StartedProgram> Process::running() const {
  auto program = program_.lock();
  if (!program) throw StepFailed{fmt::format("Program {} went with its bench.", name_)};
  return program;
}

std::string Process::printed(std::string_view text) {
  const auto program = running();
  std::optional<std::string> line;
  std::optional<int> status;
  happenings_.until(
      [&] {
        status = program->status();  // first: what it printed before is there then
        line = program->printed(text, next_);
        return line || status;
      },
      fmt::format("program {} prints '{}'", name_, text));
  if (line) return *std::move(line);
  throw StepFailed{
      fmt::format("Program {} ended with {} and did not print '{}'.", name_, *status, text)};
}

int Process::ended() {
  const auto program = running();
  happenings_.until([&] { return program->status().has_value(); },
                    fmt::format("program {} ends", name_));
  return *program->status();
}

}  // namespace wirelab::lessons
