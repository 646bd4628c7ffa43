#include "lessons/testbed/program/programs.hpp"

#include "capture/words/nearest.hpp"
#include "lessons/testbed/base/end_programs.hpp"
#include "lessons/testbed/base/line_words.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): SIGTERM is POSIX, not in <csignal>

namespace wirelab::lessons {
namespace {

constexpr std::size_t most_programs = 64;

std::string or_near(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  return near.empty() ? "" : fmt::format("; did you mean '{}'?", near);
}

}  // namespace

Programs::Programs(Bench& bench, const Surroundings& around)
    : bench_(bench), around_(around), gate_({around.recorder, around.truth, around.calls}) {}

Programs::~Programs() { end(); }

Outcome Programs::start(const std::string& on, const std::string& name,
                        const std::vector<std::string>& argv) {
  Host* host = bench_.host(on);
  if (!host) {
    std::vector<std::string> known;
    for (const Host& each : bench_.hosts()) known.push_back(each.name());
    return mistake(fmt::format("this bench has no host '{}'{}", on, or_near(on, known)));
  }
  const std::lock_guard lock(mutex_);
  if (ended_) return mistake("the step is over; go STEP starts one");
  const auto before = programs_.find(name);
  if (before != programs_.end() && !before->second->status())
    return mistake(fmt::format("a program named '{}' runs already", name));
  if (programs_.size() >= most_programs)
    std::erase_if(programs_, [](const auto& entry) { return entry.second->status().has_value(); });
  if (programs_.size() >= most_programs)
    return mistake(fmt::format("{} programs run on this bench; no more", most_programs));
  listen_on_loopback(*host);
  auto started =
      StartedProgram::start(*host, name, argv, {around_.recorder, gate_, around_.changed});
  if (!started) return started.error();
  programs_[name] = *std::move(started);
  return Done{};
}

Result<Programs::Running> Programs::find(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = programs_.find(name);
  if (found != programs_.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [each, program] : programs_) known.push_back(each);
  return mistake(fmt::format("no program named '{}' was started{}", name, or_near(name, known)));
}

Outcome Programs::input(const std::string& name, const std::string& line) {
  const auto program = find(name);
  return program ? (*program)->input(line) : program.error();
}

Outcome Programs::end_input(const std::string& name) {
  const auto program = find(name);
  return program ? (*program)->end_input() : program.error();
}

Outcome Programs::signal(const std::string& name, int number) {
  const auto program = find(name);
  return program ? (*program)->signal(number) : program.error();
}

std::optional<int> Programs::status(const std::string& name) {
  const auto program = find(name);
  return program ? (*program)->status() : std::nullopt;
}

std::vector<std::string> Programs::lines() {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> lines;
  for (const auto& [name, program] : programs_) {
    const std::optional<int> ended = program->status();
    lines.push_back(fmt::format("program {} on {} {}", name, program->host().name(),
                                ended ? fmt::format("ended with {}", *ended) : "runs"));
  }
  return lines;
}

void Programs::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  // All are asked before one is waited for.
  for (const auto& [name, program] : programs_) (void)program->signal(SIGTERM);
  programs_.clear();
  for (const Host& host : bench_.hosts()) end_programs_in(host.network_descriptor());
  const std::lock_guard loopback_lock(loopback_mutex_);
  loopbacks_.clear();
}

void Programs::listen_on_loopback(const Host& host) {
  const std::lock_guard lock(loopback_mutex_);
  auto& loopback = loopbacks_[host.name()];
  if (loopback) return;
  std::vector<Host>& hosts = bench_.hosts();
  for (std::size_t number = 0; number < hosts.size(); ++number) {
    if (hosts[number].name() != host.name()) continue;
    auto opened =
        Loopback::open(hosts[number], number, {around_.recorder, around_.truth, around_.frames});
    if (opened)
      loopback = *std::move(opened);
    else
      around_.recorder.note(error_note(opened.error().message));
  }
}

}  // namespace wirelab::lessons
