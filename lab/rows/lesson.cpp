#include "lab/rows/lesson.hpp"

#include "lab/model/playhead.hpp"
#include "lab/rows/lesson_state.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace wirelab::lab {
namespace {

using Stage = LessonRows::Stage;

// What the filled button says and does. One place, so that both are the same thing.
struct Button {
  std::string text;
  Request request;
  bool enabled = true;
};

Button play_or_pause(const LessonView& view) {
  const bool playing = view.playhead.playing;
  return {say(view.words, playing ? "ui.button.pause" : "ui.button.play"), Play{!playing}};
}

Button choosing(const LessonView& view, const LessonState& state) {
  const AskEvent* ask = question(view.trace, *state.scene);
  const bool waits = !ask || view.playhead.time >= ask->time;
  if (state.chosen.empty() && !waits) return play_or_pause(view);
  return {say(view.words, "ui.button.lock"), LockAnswer{state.ask}, !state.chosen.empty()};
}

Button finished(const LessonView& view, const LessonState& state) {
  const auto& steps = view.lesson.steps;
  if (state.index + 1 < steps.size()) {
    return {say(view.words, "ui.button.next_step"), OpenStep{steps[state.index + 1].id}};
  }
  if (view.producer_running) return {say(view.words, "ui.button.again"), RunStep{state.step->id}};
  return {say(view.words, "ui.button.first_step"), OpenStep{steps.front().id}};
}

Button button_of(const LessonView& view, const LessonState& state) {
  if (!state.step) return play_or_pause(view);
  if (!state.scene) {
    // Without a testbed there is nothing to run: the recording has no such step.
    return {say(view.words, "ui.button.run_step"), RunStep{state.step->id}, view.producer_running};
  }
  if (state.stage == Stage::choose) return choosing(view, state);
  if (state.turn && view.playhead.live && state.turn->frame != 0) {
    return {say(view.words, "ui.hand.release"),
            RemoteLine{fmt::format("release {}", state.turn->frame)}, view.producer_running};
  }
  if (state.at_end) return finished(view, state);
  return play_or_pause(view);
}

// Done before, or in this recording before the scene in view.
bool is_done(const LessonView& view, const std::string& step) {
  if (view.session.done.contains(step)) return true;
  const auto scenes = view.trace.scenes();
  const auto before = scenes.first(std::min(view.session.scene, scenes.size()));
  return std::any_of(before.begin(), before.end(),
                     [&](const Scene& scene) { return scene.step == step && scene.end; });
}

void add_steps(LessonRows& rows, const LessonView& view, const LessonState& state) {
  using Mark = LessonRows::Mark;
  rows.steps.reserve(view.lesson.steps.size());
  for (std::size_t i = 0; i < view.lesson.steps.size(); ++i) {
    const auto& step = view.lesson.steps[i];
    Mark mark = is_done(view, step.id) ? Mark::done : Mark::ahead;
    if (state.step && i == state.index) mark = Mark::current;
    rows.steps.push_back({step.id, step.title, mark});
  }
}

// Texts are filled as of the playhead; of a step that has not run nothing is known.
std::vector<std::string> filled(const LessonView& view, const LessonState& state,
                                const std::vector<std::string>& texts) {
  std::vector<std::string> result;
  result.reserve(texts.size());
  const std::size_t scene = state.scene.value_or(view.trace.scenes().size());
  // Results are written at the end of a scene, after its last event.
  const Time time = state.at_end ? view.trace.end() : view.playhead.time;
  const SceneFacts facts(view.trace, scene, time);
  for (const std::string& text : texts) result.push_back(facts.in(text));
  return result;
}

void add_prediction(LessonRows& rows, const LessonView& view, const LessonState& state) {
  rows.stage = state.stage;
  if (state.stage == Stage::none) return;
  rows.ask = state.ask;
  const auto& prediction = state.step->prediction;
  rows.question = filled(view, state, {prediction.question}).front();
  const bool revealed = state.stage == Stage::revealed;
  const bool marked = revealed || view.session.answers_shown;
  for (std::size_t i = 0; i < prediction.options.size(); ++i) {
    const lessons::Option& option = prediction.options[i];
    LessonRows::Choice choice{option_key(i), option.id, filled(view, state, {option.text}).front()};
    choice.chosen = option.id == (state.locked.empty() ? state.chosen : state.locked);
    choice.right = marked && option.id == state.right;
    choice.wrong = revealed && option.id == state.locked && option.id != state.right;
    rows.choices.push_back(std::move(choice));
  }
  const char* caption = marked ? "ui.predict.shown" : "ui.predict.before";
  if (state.stage == Stage::locked) caption = "ui.predict.locked";
  if (revealed && !view.session.answers_shown)
    caption = state.locked == state.right ? "ui.predict.right" : "ui.predict.wrong";
  rows.caption = say(view.words, caption);
}

void add_hints(LessonRows& rows, const LessonView& view, const LessonState& state) {
  const auto opened = view.session.hints.find(state.step->id);
  const std::size_t wanted = opened == view.session.hints.end()
                                 ? 0
                                 : static_cast<std::size_t>(std::max(0, opened->second));
  const auto& hints = state.step->hints;
  const std::size_t shown = std::min(wanted, hints.size());
  rows.hints =
      filled(view, state, {hints.begin(), hints.begin() + static_cast<std::ptrdiff_t>(shown)});
  if (shown < hints.size()) rows.hint_button = say(view.words, "ui.button.hint");
}

std::string check_sentence(const LessonView& view, const std::string& id) {
  for (const lessons::Option& check : view.lesson.checks) {
    if (check.id == id) return check.text;
  }
  return id;
}

void add_outcome(LessonRows& rows, const LessonView& view, const LessonState& state) {
  const bool over = state.stage == Stage::revealed || (state.stage == Stage::none && state.at_end);
  if (!over) return;
  rows.because = filled(view, state, state.step->because);
  rows.tries = filled(view, state, state.step->tries);
  if (state.index + 1 == view.lesson.steps.size()) {
    rows.believed = filled(view, state, view.lesson.believed);
    rows.seen = filled(view, state, view.lesson.seen);
    rows.truth = filled(view, state, view.lesson.truth);
  }
  const SceneFacts facts(view.trace, *state.scene, view.trace.end());
  for (const ResultEvent& result : view.trace.results(*state.scene)) {
    if (result.kind != ResultEvent::Kind::check) continue;
    const std::string sentence = facts.in(check_sentence(view, result.id));
    const char* id = result.passed ? "ui.check.passed" : "ui.check.failed";
    rows.checks.push_back(say(view.words, id, {{"sentence", sentence}}));
    rows.checks_passed.push_back(result.passed);
  }
}

}  // namespace

LessonRows lesson_rows(const LessonView& view) {
  LessonRows rows;
  const LessonState state = lesson_state(view);
  rows.visible = true;
  rows.unit = view.lesson.unit;
  rows.title = view.lesson.title;
  add_steps(rows, view, state);
  const Button button = button_of(view, state);
  rows.button = button.text;
  rows.button_enabled = button.enabled;
  if (!state.step) return rows;
  rows.position = say(view.words, "rows.position",
                      {{"number", std::to_string(state.index + 1)},
                       {"count", std::to_string(view.lesson.steps.size())}});
  rows.headline = state.step->title;
  rows.paragraphs = filled(view, state, state.step->body);
  if (state.index == 0 && !state.at_end) {
    const auto& intro = view.lesson.introduction;
    rows.paragraphs.insert(rows.paragraphs.begin(), intro.begin(), intro.end());
  }
  if (state.turn && state.stage != Stage::choose) {
    for (const std::string& text : filled(view, state, state.step->turn)) {
      rows.turn += (rows.turn.empty() ? "" : "\n") + text;
    }
    if (rows.turn.empty()) rows.turn = say(view.words, "ui.turn");
  }
  add_prediction(rows, view, state);
  add_hints(rows, view, state);
  add_outcome(rows, view, state);
  return rows;
}

Request lesson_button(const LessonView& view) {
  return button_of(view, lesson_state(view)).request;
}

}  // namespace wirelab::lab
