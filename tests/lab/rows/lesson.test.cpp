// The lesson column: the question, the locked answer, and the right one, which only the run knows.

#include "tests/lab/run_builder.hpp"

#include "lab/rows/lesson.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;
using Stage = LessonRows::Stage;

namespace {

const std::pair<std::string, std::string> key{"last-ack", "last-ack"};

std::string right_of(const LessonRows& rows) {
  std::string ids;
  for (const auto& choice : rows.choices) ids += choice.right ? choice.id : "";
  return ids;
}

}  // namespace

TEST_CASE("lesson_asks_before_it_shows") {
  Looker looker(last_ack());
  LessonRows rows = lesson_rows(looker.at_ms(1065));
  CHECK(rows.visible);
  CHECK(rows.position == "2 of 2");
  CHECK(rows.headline == "Lose the last ACK");
  CHECK(rows.paragraphs == std::vector<std::string>{"The client writes … bytes."});
  CHECK(rows.stage == Stage::choose);
  CHECK(rows.caption == "before you see it");
  REQUIRE(rows.choices.size() == 3);
  CHECK(rows.choices[1].key == "B");
  CHECK(right_of(rows).empty());
  CHECK(rows.button == "Lock in and play");
  CHECK_FALSE(rows.button_enabled);
  CHECK(rows.because.empty());
  looker.session.chosen[key] = "resets";
  rows = lesson_rows(looker.at_ms(1065));
  CHECK(rows.choices[0].chosen);
  CHECK(rows.button_enabled);
  CHECK(std::get<LockAnswer>(lesson_button(looker.at_ms(1065))).ask == "last-ack");
}

TEST_CASE("lesson_reveals_what_the_run_showed_when_it_has_played") {
  Looker looker(last_ack());
  looker.session.locked[key] = "resets";
  LessonRows rows = lesson_rows(looker.at_ms(1080));
  CHECK(rows.stage == Stage::locked);
  CHECK(right_of(rows).empty());
  CHECK(rows.checks.empty());
  rows = lesson_rows(looker.at_ms(1111));
  CHECK(rows.stage == Stage::revealed);
  CHECK(right_of(rows) == "accepts");
  CHECK(rows.choices[0].wrong);
  CHECK(rows.caption == "not this time");
  CHECK(rows.because.size() == 1);
  CHECK(rows.paragraphs[0] == "The client writes 18 bytes.");
  REQUIRE(rows.checks.size() == 1);
  CHECK(rows.checks[0] == "ok  The server took the 18 bytes.");
  CHECK(rows.button == "Back to the first step");
}

TEST_CASE("lesson_ends_with_what_was_believed_seen_and_is_true") {
  Looker looker(last_ack());
  looker.lesson.believed = {"accept() opens the connection."};
  looker.lesson.seen = {"The server took {bytes} bytes."};
  looker.session.locked[key] = "resets";
  CHECK(lesson_rows(looker.at_ms(1080)).truth.empty());
  const LessonRows rows = lesson_rows(looker.at_ms(1111));
  CHECK(rows.believed == looker.lesson.believed);
  CHECK(rows.seen == std::vector<std::string>{"The server took 18 bytes."});
  CHECK(rows.truth == looker.lesson.truth);
  looker.lesson.steps.push_back({.id = "one-more", .title = "One more"});
  CHECK(lesson_rows(looker.at_ms(1111)).truth.empty());
}

TEST_CASE("lesson_takes_the_right_answer_from_the_recording_alone") {
  Looker looker(last_ack("ignores"));
  looker.session.locked[key] = "ignores";
  const LessonRows rows = lesson_rows(looker.at_ms(1111));
  CHECK(right_of(rows) == "ignores");
  CHECK(rows.caption == "you were right");
}

TEST_CASE("lesson_of_a_picture_marks_what_the_recording_says_before_anybody_answers") {
  for (const std::string answer : {"accepts", "ignores"}) {
    Looker looker(last_ack(answer));
    looker.session.answers_shown = true;
    const LessonRows rows = lesson_rows(looker.at_ms(1065));
    CHECK(rows.stage == Stage::choose);
    CHECK(right_of(rows) == answer);
    CHECK(rows.caption == "as this run showed");
  }
}

TEST_CASE("lesson_of_a_picture_of_the_end_says_why") {
  Looker looker(last_ack("ignores"));
  looker.session.answers_shown = true;
  const LessonRows rows = lesson_rows(looker.at_ms(1111));
  CHECK(rows.stage == Stage::revealed);
  CHECK(right_of(rows) == "ignores");
  CHECK(rows.caption == "as this run showed");
  CHECK_FALSE(rows.because.empty());
  for (const auto& choice : rows.choices) CHECK_FALSE(choice.wrong);
}

TEST_CASE("lesson_step_that_has_not_run_can_be_run") {
  Looker looker(last_ack());
  looker.session.step = "three-messages";
  looker.producer = true;
  const LessonRows rows = lesson_rows(looker.at_ms(0));
  CHECK(rows.button == "Run this step");
  CHECK(std::get<RunStep>(lesson_button(looker.at_ms(0))).step == "three-messages");
  CHECK(rows.steps[0].mark == LessonRows::Mark::current);
  CHECK(rows.steps[1].mark == LessonRows::Mark::ahead);
}

TEST_CASE("lesson_opens_hints_one_by_one") {
  Looker looker(last_ack());
  CHECK(lesson_rows(looker.at_ms(0)).hint_button == "Hint");
  looker.session.hints["last-ack"] = 1;
  const LessonRows rows = lesson_rows(looker.at_ms(0));
  CHECK(rows.hints.size() == 1);
  CHECK(rows.hint_button.empty());
}

TEST_CASE("lesson_says_that_it_is_your_turn") {
  RunBuilder run("last-ack");
  const auto frame = run.up(0, tcp::syn, 0);
  run.fate(10, frame, "held");
  run.ask(10.1, "drop-it", "turn", frame);
  Looker looker(std::move(run));
  looker.lesson.steps[1].prediction = {};
  looker.lesson.steps[1].turn = {"Drop the SYN."};
  looker.producer = true;
  looker.playhead.live = true;
  const LessonRows rows = lesson_rows(looker.at_ms(300));
  CHECK(rows.turn == "Drop the SYN.");
  CHECK(rows.button == "Release");
  CHECK(std::get<RemoteLine>(lesson_button(looker.at_ms(300))).line == "release 1");
}
