#include "lab/rows/lesson_state.hpp"

#include "lab/model/playhead.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

using Stage = LessonRows::Stage;

std::string found(const std::map<std::pair<std::string, std::string>, std::string>& map,
                  const std::string& step, const std::string& ask) {
  const auto entry = map.find({step, ask});
  return entry == map.end() ? "" : entry->second;
}

// The scene in view if it belongs to the step in view.
std::optional<std::size_t> scene_in_view(const LessonView& view, const std::string& step) {
  const auto scenes = view.trace.scenes();
  const std::size_t scene = view.session.scene;
  if (scene < scenes.size() && scenes[scene].step == step) return scene;
  return std::nullopt;
}

// `asked`: the question has come up in the scene. While the wire waits for the hand before that,
// the hand comes first.
Stage stage_of(const LessonState& state, bool asked) {
  if (state.step->prediction.options.empty()) return Stage::none;
  if (state.locked.empty()) return state.turn && !asked ? Stage::none : Stage::choose;
  return state.at_end && !state.right.empty() ? Stage::revealed : Stage::locked;
}

bool is_fact_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

}  // namespace

std::string right_answer(const Trace& trace, std::size_t scene, std::string_view ask) {
  std::string right;
  for (const ResultEvent& result : trace.results(scene))
    if (result.kind == ResultEvent::Kind::answer && result.id == ask) right = result.value;
  return right;
}

// The last word counts.
SceneFacts::SceneFacts(const Trace& trace, std::size_t scene, Time time) {
  for (const ResultEvent& result : trace.results(scene)) {
    if (result.time > time) continue;
    if (result.kind == ResultEvent::Kind::fact) facts_[result.id] = result.value;
    if (result.kind == ResultEvent::Kind::answer) answers_[result.id] = result.value;
  }
}

std::string SceneFacts::right_answer(std::string_view ask) const {
  const auto found = answers_.find(ask);
  return found == answers_.end() ? std::string() : std::string(found->second);
}

std::string SceneFacts::in(std::string_view text) const {
  std::string filled;
  for (;;) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) return filled += text;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const bool is_fact = is_fact_name(name);
    filled += text.substr(0, is_fact ? open : open + 1);
    if (is_fact) {
      const auto known = facts_.find(name);
      filled += known == facts_.end() ? std::string_view("…") : known->second;
    }
    text.remove_prefix(is_fact ? close + 1 : open + 1);
  }
}

std::string with_facts(std::string_view text, const Trace& trace, std::size_t scene, Time time) {
  return SceneFacts(trace, scene, time).in(text);
}

std::string option_key(std::size_t index) {
  return std::string(1, static_cast<char>('A' + index % 26));
}

LessonState lesson_state(const LessonView& view) {
  LessonState state;
  if (view.lesson.steps.empty()) return state;
  const auto scenes = view.trace.scenes();
  std::string id = view.session.step;
  if (id.empty() && view.session.scene < scenes.size()) id = scenes[view.session.scene].step;
  if (id.empty()) id = view.lesson.steps.front().id;
  state.step = view.lesson.step(id);
  if (!state.step) return state;
  state.index = static_cast<std::size_t>(state.step - view.lesson.steps.data());
  state.scene = scene_in_view(view, id);
  state.ask = id;
  if (state.scene) {
    if (const AskEvent* ask = question(view.trace, *state.scene)) state.ask = ask->id;
    state.right = right_answer(view.trace, *state.scene, state.ask);
    state.turn = open_turn(view.trace, *state.scene, view.playhead.time);
    const bool over = scenes[*state.scene].end.has_value() || view.trace.ended();
    // The end note follows the last event; whoever has seen that has seen the scene.
    state.at_end = over && view.playhead.time >= view.teaching.to_trace(view.teaching.length());
  }
  state.chosen = found(view.session.chosen, id, state.ask);
  state.locked = found(view.session.locked, id, state.ask);
  if (view.session.answers_shown && state.locked.empty()) {
    state.chosen = state.right;
    if (state.at_end) state.locked = state.right;
  }
  state.stage = stage_of(state, state.scene && question(view.trace, *state.scene));
  return state;
}

}  // namespace wirelab::lab
