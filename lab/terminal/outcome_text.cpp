#include "lab/terminal/outcome_text.hpp"

#include "lab/rows/lesson_state.hpp"
#include "lab/rows/wording.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

struct Place {
  const Trace& trace;
  std::size_t scene;
  const lessons::LessonText* lesson;
  const Words& words;
  const Style& style;
  const SceneFacts& facts;
};

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& one : paragraphs) text += (text.empty() ? "" : " ") + one;
  return text;
}

std::string question_line(const Place& p, const AskEvent& ask) {
  const Scene& scene = p.trace.scenes()[p.scene];
  const std::string right = p.facts.right_answer(ask.id);
  const lessons::StepText* step = p.lesson ? p.lesson->step(scene.step) : nullptr;
  std::string question = ask.id, answer = right;
  if (step && !step->prediction.options.empty()) {
    question = step->prediction.question;
    const auto& options = step->prediction.options;
    for (std::size_t i = 0; i < options.size(); ++i) {
      if (options[i].id == right) answer = option_key(i) + " " + options[i].text;
    }
  }
  if (answer.empty()) answer = say(p.words, "terminal.no_answer");
  const std::string line =
      say(p.words, "terminal.question",
          {{"question", p.facts.in(question)}, {"answer", p.facts.in(answer)}});
  return wrapped("? " + line, p.style.width, 2) + "\n";
}

std::string check_line(const Place& p, const ResultEvent& check) {
  std::string sentence = check.id;
  if (p.lesson) {
    for (const lessons::Option& known : p.lesson->checks) {
      if (known.id == check.id) sentence = known.text;
    }
  }
  sentence = p.facts.in(sentence);
  if (check.passed)
    return p.style.paint("ok", Hue::syn) + "      " + wrapped(sentence, p.style.width - 8, 8) +
           "\n";
  sentence += " " + say(p.words, "terminal.expected",
                        {{"expected", check.expected}, {"actual", check.value}});
  return p.style.paint("FAILED", Hue::rst) + "  " + wrapped(sentence, p.style.width - 8, 8) + "\n";
}

// How many checks are like this; those of runs that were set aside do not count.
template <class Like>
std::size_t count_checks(const Trace& trace, const Like& like) {
  const auto results = trace.results();
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [&](const ResultEvent& result) {
        return result.kind == ResultEvent::Kind::check && !trace.scenes()[result.scene].set_aside &&
               like(result);
      }));
}

}  // namespace

std::string set_aside_text(const Scene& scene, const Words& words, const Style& style) {
  const std::string text =
      say(words, "terminal.set_aside", {{"step", scene.step}, {"run", std::to_string(scene.run)}});
  return wrapped(text, style.width, 2) + "\n";
}

std::string outcome_text(const Trace& trace, std::size_t scene, const lessons::LessonText* lesson,
                         const Words& words, const Style& style) {
  const SceneFacts facts(trace, scene, trace.end());
  const Place p{trace, scene, lesson, words, style, facts};
  std::string text;
  for (const AskEvent& ask : trace.asks(scene))
    if (!ask.turn) text += question_line(p, ask);
  for (const ResultEvent& result : trace.results(scene))
    if (result.kind == ResultEvent::Kind::check) text += check_line(p, result);
  return text;
}

std::size_t failed_checks(const Trace& trace) {
  return count_checks(trace, [](const ResultEvent& check) { return !check.passed; });
}

std::string closing_line(const Trace& trace, const lessons::LessonText* lesson, const Words& words,
                         const Style& style) {
  const auto scenes = trace.scenes();
  const auto counted = std::count_if(scenes.begin(), scenes.end(),
                                     [](const Scene& scene) { return !scene.set_aside; });
  const std::size_t checks = count_checks(trace, [](const ResultEvent&) { return true; });
  const std::size_t failed = failed_checks(trace);
  std::string text = say(words, failed == 0 ? "terminal.all_passed" : "terminal.some_failed",
                         {{"scenes", std::to_string(counted)},
                          {"checks", std::to_string(checks)},
                          {"failed", std::to_string(failed)}});
  text = wrapped(text, style.width, 0) + "\n";
  if (!lesson || trace.scenes().empty()) return text;
  const std::size_t last = trace.scenes().size() - 1;
  const auto add = [&](std::string_view id, const std::vector<std::string>& paragraphs) {
    if (paragraphs.empty()) return;
    const std::string all = with_facts(joined(paragraphs), trace, last, trace.end());
    text += wrapped(say(words, id, {{"text", all}}), style.width, 2) + "\n";
  };
  // What was seen is told of the whole lesson.
  const bool whole = !lesson->steps.empty() && trace.scenes()[last].step == lesson->steps.back().id;
  if (whole) add("terminal.believed", lesson->believed);
  if (whole) add("terminal.seen", lesson->seen);
  add("terminal.truth", lesson->truth);
  return text;
}

}  // namespace wirelab::lab
