#include "lessons/text/text_check.hpp"

#include "lessons/text/catalogue.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using lessons::LessonText;
using lessons::RunResults;
using Sentences = std::vector<std::string>;

namespace {

lessons::StepText whole_step() {
  return {.id = "first",
          .title = "First",
          .body = {"Text."},
          .prediction = {.question = "What?", .options = {{"a", "This"}, {"b", "That"}}},
          .because = {"Because of {fact}."},
          .turn = {},
          .hints = {"1", "2", "3"},
          .tries = {"1", "2", "3"},
          .presenter = {"Say."}};
}

LessonText whole_text() {
  LessonText text;
  text.introduction = {"Hello."};
  text.steps = {whole_step()};
  text.checks = {{"sure", "It is."}};
  text.believed = text.seen = text.truth = {"So."};
  return text;
}

const RunResults whole_run{.steps = {"first"},
                           .answers = {{"first", "b"}},
                           .checks = {"sure"},
                           .failed = {},
                           .facts = {"fact"}};

}  // namespace

TEST_CASE("a whole lesson leaves nothing to say") {
  CHECK(lessons::check_text(whole_text(), whole_run).empty());
}

TEST_CASE("a step that the lesson plays and the text lacks is told with its line") {
  LessonText text = whole_text();
  text.steps[0].line = 8;
  RunResults run = whole_run;
  CHECK(lessons::missing_step(text, run).empty());
  run.steps = {"zeroth", "first"};
  CHECK(lessons::missing_step(text, run) ==
        "8: the step 'zeroth' is missing here; the lesson plays: zeroth, first");
  text.steps.push_back(whole_step());
  text.steps[1].id = "third", text.steps[1].line = 20;
  run.steps = {"zeroth", "first", "third"};
  CHECK(lessons::missing_step(text, run).substr(0, 24) == "8: the step 'zeroth' is ");
  run.steps = {"first", "second", "third", "fourth"};
  CHECK(lessons::missing_step(text, run).substr(0, 25) == "20: the step 'second' is ");
}

TEST_CASE("what a step lacks is said") {
  LessonText text = whole_text();
  text.steps[0].because.clear();
  text.steps[0].tries.pop_back();
  text.steps[0].hints.pop_back();
  RunResults run = whole_run;
  CHECK(lessons::check_text(text, run) == Sentences{"step 'first' has no '### Because'",
                                                    "step 'first' has 2 of 3 experiments to try",
                                                    "step 'first' has 2 of 3 hints"});
}

TEST_CASE("questions, checks and facts are compared with the run, both ways") {
  RunResults run = whole_run;
  run.answers = {{"first", "c"}};
  run.checks = {"other"};
  run.failed = {"other"};
  run.facts.clear();
  run.steps.emplace_back("second");
  CHECK(lessons::check_text(whole_text(), run) ==
        Sentences{"the run's answer to step 'first' is 'c', which is none of its options",
                  "the text has the steps first, the recording the steps first, second: record it "
                  "again",
                  "check 'other' has no words under '## Checks'",
                  "no run has made the check 'sure'", "check 'other' failed in the recording",
                  "step 'first' names {fact}, which no run gives"});
  run = whole_run;
  run.answers.clear();
  CHECK(lessons::check_text(whole_text(), run) ==
        Sentences{"the run gives no answer to step 'first'"});
}

TEST_CASE("there is nothing to say about the lessons of this tree") {
  for (const auto& lesson : lessons::read_catalogue(WIRELAB_SOURCE_DIR, "en")) {
    CAPTURE(lesson.name);
    CHECK(lesson.fault == "");
    REQUIRE(!lesson.recording.empty());
    const auto results = lessons::read_results(lesson.recording);
    REQUIRE(results);
    CHECK(lessons::check_text(lesson.text, *results) == Sentences{});
  }
}
