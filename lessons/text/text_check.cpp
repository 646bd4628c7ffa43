#include "lessons/text/text_check.hpp"

#include "capture/recording/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wirelab::lessons {
namespace {

constexpr std::size_t wanted_hints = 3, wanted_tries = 3;

using Ids = std::set<std::string>;

// The names between braces.
void collect_facts(const std::vector<std::string>& paragraphs, Ids& facts) {
  for (const std::string& paragraph : paragraphs)
    for (std::size_t at = 0; (at = paragraph.find('{', at)) != std::string::npos; ++at)
      facts.insert(paragraph.substr(at + 1, paragraph.find('}', at) - at - 1));
}

Ids facts_of(const StepText& step) {
  Ids facts;
  for (const auto* paragraphs :
       {&step.body, &step.because, &step.turn, &step.hints, &step.tries, &step.presenter})
    collect_facts(*paragraphs, facts);
  return facts;
}

class Complaints {
 public:
  template <class... Parts>
  void add_if(bool lacks, fmt::format_string<Parts...> sentence, Parts&&... parts) {
    if (lacks) sentences.push_back(fmt::format(sentence, std::forward<Parts>(parts)...));
  }
  std::vector<std::string> sentences;
};

void check_parts(const StepText& step, Complaints& complaints) {
  const std::string& id = step.id;
  complaints.add_if(step.body.empty(), "step '{}' has no text under its title", id);
  complaints.add_if(step.because.empty(), "step '{}' has no '### Because'", id);
  complaints.add_if(step.presenter.empty(), "step '{}' has no '### Presenter'", id);
  complaints.add_if(step.tries.size() < wanted_tries, "step '{}' has {} of {} experiments to try",
                    id, step.tries.size(), wanted_tries);
  complaints.add_if(!step.prediction.options.empty() && step.hints.size() < wanted_hints,
                    "step '{}' has {} of {} hints", id, step.hints.size(), wanted_hints);
}

void check_prediction(const StepText& step, const RunResults& results, Complaints& complaints) {
  const auto& options = step.prediction.options;
  const auto answer = results.answers.find(step.id);
  const bool answered = answer != results.answers.end();
  complaints.add_if(!options.empty() && !answered, "the run gives no answer to step '{}'", step.id);
  if (!answered) return;
  complaints.add_if(options.empty(), "the run answers step '{}', which asks nothing", step.id);
  const bool offered = std::any_of(options.begin(), options.end(), [&](const Option& option) {
    return option.id == answer->second;
  });
  complaints.add_if(!options.empty() && !offered,
                    "the run's answer to step '{}' is '{}', which is none of its options", step.id,
                    answer->second);
}

void check_ids(const LessonText& text, const RunResults& results, Complaints& complaints) {
  Ids worded;
  for (const Option& check : text.checks) worded.insert(check.id);
  for (const std::string& id : results.checks)
    complaints.add_if(!worded.contains(id), "check '{}' has no words under '## Checks'", id);
  for (const std::string& id : worded)
    complaints.add_if(!results.checks.contains(id), "no run has made the check '{}'", id);
  for (const std::string& id : results.failed)
    complaints.add_if(true, "check '{}' failed in the recording", id);
  for (const StepText& step : text.steps)
    for (const std::string& fact : facts_of(step))
      complaints.add_if(!results.facts.contains(fact), "step '{}' names {{{}}}, which no run gives",
                        step.id, fact);
}

}  // namespace

Result<RunResults> read_results(const std::string& recording) {
  auto reader = Reader::open(recording);
  if (!reader) return reader.error();
  RunResults results;
  while (true) {
    const Item item = reader->next();
    if (const auto* end = std::get_if<End>(&item)) {
      if (end->fault.empty()) return results;
      return Error{ErrorKind::input, fmt::format("{}: {}", recording, end->fault)};
    }
    const auto* note = std::get_if<Note>(&item);
    if (!note) continue;
    const auto word = [&](const char* field) { return std::string(note->get(field)); };
    if (note->kind == NoteKind::step && word("PHASE") == "begin")
      results.steps.push_back(word("STEP"));
    if (note->kind != NoteKind::result) continue;
    if (!word("ASK").empty()) results.answers[word("ASK")] = word("ANSWER");
    if (!word("CHECK").empty()) results.checks.insert(word("CHECK"));
    if (word("PASSED") == "no") results.failed.insert(word("CHECK"));
    if (!word("FACT").empty()) results.facts.insert(word("FACT"));
  }
}

std::string missing_step(const LessonText& text, const RunResults& results) {
  int line = text.steps.empty() ? 1 : text.steps.back().line;
  std::string missing;
  // From the end, so that the line is that of the step behind the missing one.
  for (auto step = results.steps.rbegin(); step != results.steps.rend(); ++step) {
    if (const StepText* worded = text.step(*step)) {
      line = worded->line;
    } else {
      missing = fmt::format("{}: the step '{}' is missing here; the lesson plays: {}", line, *step,
                            fmt::join(results.steps, ", "));
    }
  }
  return missing;
}

std::vector<std::string> check_text(const LessonText& text, const RunResults& results) {
  Complaints complaints;
  std::vector<std::string> steps;
  for (const StepText& step : text.steps) {
    steps.push_back(step.id);
    check_parts(step, complaints);
    check_prediction(step, results, complaints);
  }
  complaints.add_if(steps != results.steps,
                    "the text has the steps {}, the recording the steps {}: record it again",
                    fmt::join(steps, ", "), fmt::join(results.steps, ", "));
  check_ids(text, results, complaints);
  complaints.add_if(text.introduction.empty(), "the lesson has no introduction below its head");
  for (const auto& [part, name] : {std::pair{&text.believed, "Believed"},
                                   std::pair{&text.seen, "Seen"}, std::pair{&text.truth, "True"}})
    complaints.add_if(part->empty(), "'## End' has no '### {}'", name);
  return complaints.sentences;
}

}  // namespace wirelab::lessons
