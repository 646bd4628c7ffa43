#include "lab/window/showing/lesson/lesson.hpp"

#include <fmt/format.h>

#include <utility>

#include "lab/rows/lesson_state.hpp"
#include "lab/window/showing/bench_rows.hpp"

namespace wirelab::window {

using namespace lab;

Result<std::unique_ptr<Lesson>> Lesson::open(Desk& desk, const WindowStart& start) {
  const auto* found = desk.entry(start.lesson);
  if (!found) return Error{ErrorKind::usage, fmt::format("There is no lesson '{}'.", start.lesson)};
  if (!found->fault.empty()) return Error{ErrorKind::input, found->fault};
  auto producer = Producer::testbed({start.lesson, "", "", start.seed, start.save_to}, desk.wake);
  if (!producer) {
    if (producer.error().kind != ErrorKind::machine) return producer.error();
    return open_shipped(desk, start, producer.error().message);
  }
  auto lesson = std::make_unique<Lesson>(desk, Opening{*std::move(producer), start});
  if (lesson->session_.step.empty() && !found->text.steps.empty())
    lesson->session_.step = found->text.steps.front().id;
  lesson->producer_.remote("go " + lesson->session_.step);
  return lesson;
}

// Where a testbed is forbidden the lesson is still there to see: as it was recorded.
Result<std::unique_ptr<Lesson>> Lesson::open_shipped(Desk& desk, const WindowStart& start,
                                                     const std::string& reason) {
  const auto* found = desk.entry(start.lesson);
  if (!found || found->recording.empty()) return Error{ErrorKind::machine, reason};
  auto producer = Producer::recording(found->recording, {}, desk.wake);
  if (!producer) return producer.error();
  auto lesson = std::make_unique<Lesson>(desk, Opening{*std::move(producer), start});
  if (lesson->session_.step.empty() && !found->text.steps.empty())
    lesson->session_.step = found->text.steps.front().id;
  lesson->banner_ = say(desk.words, "ui.shipped_recording", {{"reason", reason}});
  return lesson;
}

Lesson::Lesson(Desk& desk, Opening opening)
    : Run(desk, std::move(opening)), text_(desk.entry(start_.lesson)->text) {
  session_.lesson = start_.lesson;
  session_.step = start_.step;
  session_.done = desk.progress.done[start_.lesson];
}

// Only a testbed that has told nothing makes way.
std::unique_ptr<BenchShowing> Lesson::next() {
  if (forbidden_.empty()) return nullptr;
  const std::string reason = std::exchange(forbidden_, "");
  if (auto shipped = open_shipped(desk_, again(), reason)) return *std::move(shipped);
  announce(say(desk_.words, "ui.testbed_died", {{"reason", reason}}));
  can_run_again_ = true;
  return nullptr;
}

void Lesson::ended(const Producer::Ending& ending, const std::string& reason) {
  const bool nothing =
      producer_.source().look([](const Trace& trace) { return trace.frame_count() == 0; });
  if (ending.forbidden && nothing) {
    forbidden_ = reason;
  } else {
    Run::ended(ending, reason);
  }
}

BenchRows Lesson::rows_of(const View& view) const { return lesson_bench_rows(lesson_view(view)); }

bool Lesson::wanted(const Trace& trace, std::size_t scene) const {
  if (session_.step.empty()) return Run::wanted(trace, scene);
  return trace.scenes()[scene].step == session_.step;
}

// A step counts as done when its answer was seen, or its end where nothing is asked.
void Lesson::stopped() {
  const std::string step = producer_.source().look([&](const Trace& trace) {
    const LessonState state = lesson_state(lesson_view(view(trace)));
    const bool seen = state.stage == LessonRows::Stage::revealed ||
                      (state.stage == LessonRows::Stage::none && state.at_end);
    return state.step && seen ? state.step->id : std::string();
  });
  if (step.empty() || !session_.done.insert(step).second) return;
  desk_.progress.done[session_.lesson].insert(step);
  changed_ = true;
  // A disk that is full is no reason to stop a lesson: the step is done all the same, until the
  // window closes.
  if (const Outcome written = write_progress(desk_.progress); !written) return;
}

std::string Lesson::step_in_view() const {
  if (!session_.step.empty()) return session_.step;
  return producer_.source().look([&](const Trace& trace) {
    const auto scenes = trace.scenes();
    return session_.scene < scenes.size() ? scenes[session_.scene].step : std::string();
  });
}

// The file of the run that ended holds it.
WindowStart Lesson::again() const {
  WindowStart start = start_;
  start.recording.clear();
  start.save_to.clear();
  start.step = session_.step;
  return start;
}

// A recording that somebody opened is no place to come back to.
void Lesson::remember(Settings& settings) const {
  if (!start_.recording.empty()) return;
  settings.last_lesson = session_.lesson;
  settings.last_step = session_.step;
}

std::string Lesson::characters() const { return characters_of(desk_.words, &text_); }

void Lesson::perform(const Request& request) {
  std::visit([this](const auto& one) { on(one); }, request);
  changed_ = true;
}

void Lesson::on(const ChooseOption& request) {
  const std::string step = step_in_view();
  if (!session_.locked.contains({step, request.ask}))
    session_.chosen[{step, request.ask}] = request.option;
}

// The answer is fixed, and what happened then plays.
void Lesson::on(const LockAnswer& request) {
  const auto chosen = session_.chosen.find({step_in_view(), request.ask});
  if (chosen == session_.chosen.end()) return;
  session_.locked[chosen->first] = chosen->second;
  playhead_.playing = true;
}

void Lesson::on(const OpenHint&) { ++session_.hints[step_in_view()]; }

// A step that has run is shown again; one that has not is run where there is a testbed.
void Lesson::on(const OpenStep& request) {
  session_.step = request.step;
  const bool shown = producer_.source().look([&](const Trace& trace) {
    const auto scene = scene_of_step(trace, request.step);
    if (scene) enter_scene(trace, *scene);
    return scene.has_value();
  });
  if (!shown) on(RunStep{request.step});
}

void Lesson::on(const RunStep& request) {
  session_.step = request.step;
  session_.selected.reset();
  if (producer_.running()) producer_.remote("go " + request.step);
}

}  // namespace wirelab::window
