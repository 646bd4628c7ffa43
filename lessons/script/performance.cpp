#include "lessons/script/performance.hpp"

#include "lessons/testbed/host/bench_note.hpp"
#include "lessons/testbed/recording/notes.hpp"

#include <chrono>

namespace wirelab::lessons {
namespace {

constexpr auto tick_pace = std::chrono::milliseconds(250);

}  // namespace

Result<std::unique_ptr<Performance>> Performance::begin(const LessonStep& step,
                                                        const Surroundings& around) {
  auto bench = Bench::build(step.plan);
  if (!bench) return bench.error();
  return std::unique_ptr<Performance>(new Performance(step, around, *std::move(bench)));
}

Performance::Performance(const LessonStep& step, const Surroundings& around,
                         std::unique_ptr<Bench> bench)
    : step_(step),
      around_(around),
      bench_(std::move(bench)),
      truth_(around.recorder),
      programs_(*bench_, {around.recorder, truth_, around.calls, around.frames,
                          [this] { happenings_.changed(); }}) {
  around_.recorder.note(step_note(
      {.lesson = around_.lesson, .step = step_.id, .run = around_.run, .seed = around_.seed}));
  around_.recorder.note(bench_note(*bench_));
  happenings_.report_to(around_.changes);
  wire_ = std::make_unique<Wire>(*bench_, Wire::Surroundings{around_.recorder, truth_, happenings_,
                                                             around_.frames, around_.seed});
  scene_ = std::make_unique<Scene>(
      Scene::Surroundings{*bench_, around_.recorder, truth_, happenings_, *wire_, programs_,
                          around_.calls, around_.turns, around_.seed, around_.patient});
  ticking_ = true;
  ticker_ = std::thread([this] { tick(); });
}

Performance::~Performance() { end(); }

void Performance::say_end() {
  if (std::exchange(said_end_, true)) return;
  around_.recorder.note(step_note({.lesson = around_.lesson,
                                   .step = step_.id,
                                   .begin = false,
                                   .run = around_.run,
                                   .seed = around_.seed}));
}

Performance::Ending Performance::play_script() {
  try {
    step_.play(*scene_);
    scene_->settle();
  } catch (const Cancelled&) {
    return Ending::cancelled;
  } catch (const StepFailed& failure) {
    failures_.push_back(failure.sentence);
    around_.recorder.note(error_note(failure.sentence));
    return Ending::failed;
  }
  failures_ = scene_->failed();
  return failures_.empty() ? Ending::passed : Ending::failed;
}

Performance::Ending Performance::play() {
  std::optional<Pulse> pulse;
  if (!around_.turns.interactive) pulse.emplace();
  const Ending ending = play_script();
  if (pulse) longest_wait_ = pulse->longest();
  pulse.reset();
  script_over_ = true;
  wire_->say_unmatched();
  happenings_.changed();
  if (around_.turns.interactive && ending != Ending::cancelled)
    say_end();
  else
    end();
  return ending;
}

void Performance::end() {
  if (std::exchange(over_, true)) return;
  {
    const std::lock_guard lock(mutex_);
    ticking_ = false;
    stop_ticking_.notify_all();
  }
  if (ticker_.joinable()) ticker_.join();
  happenings_.cancel();
  wire_->cut();
  wire_->say_account();
  wire_->say_unmatched();
  programs_.end();
  say_end();
  scene_->end();
}

void Performance::tick() {
  std::unique_lock lock(mutex_);
  while (!stop_ticking_.wait_for(lock, tick_pace, [this] { return !ticking_; })) {
    for (Host& host : bench_->hosts()) truth_.dump(host);
    wire_->age_mac_tables();
  }
}

}  // namespace wirelab::lessons
