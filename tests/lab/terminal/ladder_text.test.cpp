// The terminal's ladder, whole: what a student reads where there is no window.

#include "tests/lab/run_builder.hpp"

#include "lab/terminal/ladder_text.hpp"
#include "lab/terminal/outcome_text.hpp"
#include "lab/terminal/printer.hpp"

#include <fstream>
#include <sstream>

using namespace wirelab;
using namespace wirelab::test;
using lab::ladder_text;

namespace {

std::string printed(const Trace& trace) {
  std::string text;
  lab::Printer printer(
      {}, words(), [](const std::string&) { return nullptr; },
      [&](std::string_view part) { text += part; });
  printer.print(trace, true);
  return text;
}

// When the ladder is changed on purpose, the failing test prints the new golden text.
std::string golden(const std::string& name) {
  std::stringstream text;
  text << std::ifstream(std::string(WIRELAB_SOURCE_DIR) + "/tests/lab/terminal/" + name).rdbuf();
  return text.str();
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("ladder_text_of_last_ack") {
  const RunBuilder run = last_ack();
  const auto lesson = lesson_text();
  CHECK(ladder_text(run.trace, 0, &lesson, words(), {}) == golden("last_ack.txt"));
}

TEST_CASE("ladder_text_takes_the_right_answer_from_the_recording") {
  const RunBuilder run = last_ack("ignores");
  const auto lesson = lesson_text();
  CHECK(says(ladder_text(run.trace, 0, &lesson, words(), {}), "-> right: C Ignore it"));
}

TEST_CASE("ladder_text_without_the_lesson_says_ids") {
  const std::string text = ladder_text(last_ack().trace, 0, nullptr, words(), {});
  CHECK(says(text, "? last-ack -> right: accepts"));
  CHECK(says(text, "ok      accepted\n"));
}

TEST_CASE("ladder_text_tells_of_a_failed_check") {
  RunBuilder run("x");
  run.result(
      1,
      {{"CHECK", "accepted"}, {"PASSED", "no"}, {"EXPECTED", "ESTABLISHED"}, {"ACTUAL", "CLOSED"}});
  run.finish();
  const auto lesson = lesson_text();
  CHECK(says(ladder_text(run.trace, 0, &lesson, words(), {}),
             "FAILED  The server took the … bytes. (expected: ESTABLISHED; seen: CLOSED)"));
  CHECK(lab::failed_checks(run.trace) == 1);
  CHECK(says(lab::closing_line(run.trace, &lesson, words(), {}),
             "1 FAILED.\nTrue: Two kernels agree"));
}

TEST_CASE("closing_line_counts_no_run_that_was_set_aside") {
  RunBuilder run("x");
  run.result(1, {{"CHECK", "accepted"}, {"PASSED", "no"}, {"EXPECTED", "1"}, {"ACTUAL", "2"}});
  run.end(2);
  run.note(3, NoteKind::wire, {{"ACTION", "rerun"}, {"BY", "testbed"}});
  run.begin(4, "x", 2);
  run.result(5, {{"CHECK", "accepted"}, {"PASSED", "yes"}, {"EXPECTED", "1"}, {"ACTUAL", "1"}});
  run.end(6);
  run.finish();
  CHECK(lab::failed_checks(run.trace) == 0);
  CHECK(says(lab::closing_line(run.trace, nullptr, words(), {}), "Steps: 1. Checks: 1, all"));
  const std::string text = printed(run.trace);
  CHECK(says(text, "x: run 1 is set aside"));
  CHECK_FALSE(says(text, "FAILED"));
}

TEST_CASE("ladder_text_of_a_step_that_the_hand_ran_again_shows_both_runs") {
  RunBuilder run("x");
  run.note(1, NoteKind::wire, {{"ACTION", "rerun"}, {"BY", "hand"}});
  run.end(2);
  run.begin(4, "x", 2);
  run.finish();
  CHECK_FALSE(run.trace.scenes()[0].set_aside);
  CHECK_FALSE(says(printed(run.trace), "is set aside"));
}

TEST_CASE("closing_line_of_a_whole_lesson_says_what_was_believed_seen_and_is_true") {
  const RunBuilder run = last_ack();
  auto lesson = lesson_text();
  lesson.believed = {"accept() opens.", "It does."};
  lesson.seen = {"It took {bytes} bytes."};
  CHECK(says(lab::closing_line(run.trace, &lesson, words(), {}),
             "Believed: accept() opens. It does.\nSeen: It took 18 bytes.\nTrue: Two kernels"));
  lesson.steps.push_back({.id = "one-more", .title = "One more"});  // and was not played
  const std::string part = lab::closing_line(run.trace, &lesson, words(), {});
  CHECK_FALSE(says(part, "Believed"));
  CHECK(says(part, "True: Two kernels"));
}

TEST_CASE("ladder_text_keeps_to_the_width_and_to_plain_text") {
  const RunBuilder run = last_ack();
  const auto lesson = lesson_text();
  for (const int width : {80, 100, 120}) {
    std::stringstream text(ladder_text(run.trace, 0, &lesson, words(), {width, false, true}));
    for (std::string line; std::getline(text, line);) CHECK(lab::columns(line) <= width);
  }
  const std::string plain = ladder_text(run.trace, 0, &lesson, words(), {});
  CHECK(std::all_of(plain.begin(), plain.end(),
                    [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7f); }));
  CHECK(says(ladder_text(run.trace, 0, &lesson, words(), {100, true, true}), "\x1b["));
}
