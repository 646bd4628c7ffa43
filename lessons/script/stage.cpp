#include "lessons/script/stage.hpp"

#include "capture/bytes/write_text.hpp"
#include "capture/words/nearest.hpp"
#include "lessons/testbed/program/program_command.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

namespace wirelab::lessons {

// The shortest timer of the kernel's TCP, a delayed ACK, runs 40 ms; from a frame to a program's
// answer it takes some four threads, one after the other.
bool deserves_another_run(Time longest_wait, int runs) {
  constexpr Time too_long = 10'000'000;
  constexpr int most_runs = 5;
  return longest_wait >= too_long && runs < most_runs;
}

Stage::Stage(const Lesson& lesson, Recorder& recorder, bool interactive, std::uint64_t seed,
             bool patient)
    : lesson_(lesson), recorder_(recorder), seed_(seed), patient_(patient) {
  turns_.interactive = interactive;
}

// The bench of the step before goes first: two of them would be twice the interfaces, under one
// name.
void Stage::replace(Playing playing) {
  Playing before;
  {
    const std::lock_guard lock(mutex_);
    before = std::exchange(playing_, nullptr);
  }
  if (before) before->end();
  before.reset();
  const std::lock_guard lock(mutex_);
  playing_ = std::move(playing);
  changes_.changed();
}

Result<Performance::Ending> Stage::play_once(const LessonStep& step, Playing& playing) {
  replace(nullptr);
  auto begun = Performance::begin(step, {recorder_, frames_, calls_, lesson_.name, seed_,
                                         ++runs_[step.id], turns_, &changes_, patient_});
  if (!begun) return begun.error();
  playing = *std::move(begun);
  replace(playing);
  {
    const std::lock_guard lock(mutex_);
    for (Rule& rule : std::exchange(for_next_, {}))
      playing->wire().add_rule(std::move(rule), "rule");
    last_ = &step;
    // Asked for while the bench was being built.
    if (wanted_ || quitting_) playing->cancel();
  }
  return playing->play();
}

Result<Performance::Ending> Stage::play_step(const LessonStep& step) {
  turns_.chosen.clear();
  turns_.next = turns_.open = false;
  while (true) {
    Playing playing;
    try {
      auto ending = play_once(step, playing);
      if (ending && *ending == Performance::Ending::failed && set_aside(*playing)) continue;
      if (ending)
        for (const std::string& failure : playing->failures())
          write_text(STDERR_FILENO, fmt::format("wirelab-testbed: {}: {}\n", step.id, failure));
      return ending;
    } catch (const RunAgain& again) {
      recorder_.note(
          wire_note("rerun",
                    "The kernel's timer fired while you thought. The step runs again from a "
                    "clean bench, with your choice made at once.",
                    "hand"));
      turns_.chosen[again.turn] = again.choice;
      playing->end();
    }
  }
}

bool Stage::set_aside(const Performance& playing) {
  if (!deserves_another_run(playing.longest_wait(), runs_[playing.step()])) return false;
  turns_.touched.erase(playing.step());
  recorder_.note(wire_note(
      "rerun",
      fmt::format("The machine kept programs waiting for {} ms, and a kernel's timer does not "
                  "wait. This run is set aside; the step runs again from a clean bench.",
                  playing.longest_wait() / 1'000'000),
      "testbed"));
  return true;
}

Result<Stage::Ending> Stage::play(const std::vector<const LessonStep*>& steps) {
  bool passed = true;
  for (const LessonStep* step : steps) {
    const auto ending = play_step(*step);
    if (!ending) return ending.error();
    if (*ending == Performance::Ending::cancelled) return Ending::quit;
    passed = passed && *ending == Performance::Ending::passed;
  }
  replace(nullptr);
  return passed ? Ending::passed : Ending::failed;
}

Outcome Stage::serve(const LessonStep* first) {
  if (first) (void)go(first->id);
  while (true) {
    const LessonStep* step = nullptr;
    {
      std::unique_lock lock(mutex_);
      requested_.wait(lock, [this] { return wanted_ || quitting_; });
      if (quitting_) break;
      step = std::exchange(wanted_, nullptr);
    }
    if (const auto ending = play_step(*step); !ending) return ending.error();
  }
  replace(nullptr);
  return Done{};
}

void Stage::quit() {
  const std::lock_guard lock(mutex_);
  quitting_ = true;
  if (playing_) playing_->cancel();
  requested_.notify_all();
  changes_.changed();
}

Outcome Stage::perform(const std::string& line, Speaker& speaker) {
  Outcome done = Done{};
  if (is_program_command(line))
    done = obey_about_programs(line);
  else if (speaker.started && is_gate_line(line))
    admit_to_gate(line, speaker);
  else if (const auto command = parse_command(line))
    done = obey(*command, line, speaker);
  else
    done = command.error();
  if (!done) recorder_.note(error_note(done.error().message, line));
  return done;
}

Outcome Stage::obey(const Command& command, const std::string& line, Speaker& speaker) {
  switch (command.kind) {
    case Command::Kind::quit: return quit(), Done{};
    case Command::Kind::go: return go(command.word);
    case Command::Kind::next: return next();
    case Command::Kind::wait: return wait(command, line, speaker);
    default: break;
  }
  Playing playing;
  {
    const std::lock_guard lock(mutex_);
    playing = playing_;
  }
  if (command.kind == Command::Kind::rule) return obey_rule(command, playing.get(), speaker);
  if (command.kind == Command::Kind::status) return say_status(playing.get(), speaker), Done{};
  if (!playing) return mistake("no step is playing, so there is no wire yet: go STEP starts one");
  if (command.kind == Command::Kind::exec || command.kind == Command::Kind::exited)
    return answer_line_of_exec(command, *playing, speaker);
  if (command.kind == Command::Kind::set) return set(command, *playing);
  return to_wire(command, playing->wire());
}

Outcome Stage::obey_about_programs(const std::string& line) {
  const auto command = parse_program_command(line);
  if (!command) return command.error();
  Playing playing;
  {
    const std::lock_guard lock(mutex_);
    playing = playing_;
  }
  if (!playing) return mistake("no step is playing, so there is no host yet: go STEP starts one");
  return lessons::perform(*command, playing->programs());
}

void Stage::admit_to_gate(const std::string& line, Speaker& speaker) {
  Playing playing;
  {
    const std::lock_guard lock(mutex_);
    playing = playing_;
  }
  speaker.answered = true;
  if (auto start = std::exchange(speaker.started->note, std::nullopt))
    recorder_.note(started_note(*std::move(start), line));
  FileDescriptor listener = std::move(speaker.given);
  if (!playing) return;
  // Before its first call is answered.
  if (const Host* host = playing->bench().host(speaker.started->host))
    playing->programs().listen_on_loopback(*host);
  answer_gate(playing->programs().gate(), playing->bench(), *speaker.started, line,
              std::move(listener));
}

Outcome Stage::go(const std::string& name) {
  if (!turns_.interactive) return mistake("this run plays its steps by itself (--auto)");
  const auto step = std::find_if(lesson_.steps.begin(), lesson_.steps.end(),
                                 [&](const LessonStep& candidate) { return candidate.id == name; });
  if (step == lesson_.steps.end()) {
    std::vector<std::string> names;
    for (const LessonStep& known : lesson_.steps) names.push_back(known.id);
    const std::string near = nearest(name, names);
    return mistake(fmt::format("lesson {} has no step '{}'; {}", lesson_.name, name,
                               near.empty() ? fmt::format("it has {}", fmt::join(names, ", "))
                                            : fmt::format("did you mean '{}'?", near)));
  }
  const std::lock_guard lock(mutex_);
  wanted_ = &*step;
  if (playing_) playing_->cancel();
  requested_.notify_all();
  return Done{};
}

Outcome Stage::next() {
  const LessonStep* after = nullptr;
  {
    const std::lock_guard lock(mutex_);
    if (playing_ && turns_.open) {
      playing_->turn_said_next();
      return Done{};
    }
    after = last_ ? last_ + 1 : lesson_.steps.data();
  }
  const bool past_the_end = after == lesson_.steps.data() + lesson_.steps.size();
  if (past_the_end && lesson_.starts_over) return go(lesson_.steps.front().id);
  if (past_the_end) return mistake("this was the last step; go STEP plays one again");
  return go(after->id);
}

Outcome Stage::answer_line_of_exec(const Command& command, Performance& playing, Speaker& speaker) {
  if (speaker.connection < 0)
    return mistake("'exec' hands over a host's namespaces, so it works only over the socket");
  ExecAnswer answer;
  if (command.kind == Command::Kind::exec) {
    answer = answer_exec(playing.bench(), speaker.connection, command.text);
    if (!answer.error) speaker.started = answer;
  } else if (speaker.started) {
    answer = answer_exited(*speaker.started, command.text);
  }
  if (answer.error) return mistake(*answer.error);
  speaker.answered = true;
  // That it starts is said when its number is known: at the gate.
  if (command.kind == Command::Kind::exited && answer.note) recorder_.note(*std::move(answer.note));
  return Done{};
}

}  // namespace wirelab::lessons
