// The ladder's rows: arrows, fates, states, timers, calls, at any playhead.

#include "tests/lab/run_builder.hpp"

#include "lab/rows/ladder.hpp"

using namespace wirelab;
using namespace wirelab::test;
using lab::Hue;
using lab::ladder_rows;
using lab::LadderRows;

namespace {

std::string states(const LadderRows::Lifeline& line) {
  std::string text;
  for (const auto& span : line.spans) text += (text.empty() ? "" : " ") + span.state;
  return text;
}

}  // namespace

TEST_CASE("ladder_shows_nothing_later_than_the_playhead") {
  Looker looker(last_ack());
  const LadderRows rows = ladder_rows(looker.at_ms(5));
  REQUIRE(rows.arrows.size() == 1);
  CHECK(rows.arrows[0].end == LadderRows::End::travelling);
  CHECK(rows.arrows[0].fate.empty());
  CHECK(rows.arrows[0].path.back().x == Approx(0.25));
  CHECK(states(rows.left) == "unknown SYN-SENT");
  CHECK(rows.left.name == "client");
  CHECK(rows.now_text == "now 5");
  CHECK(rows.breaks.empty());
  CHECK(rows.timers.empty());
  for (const auto& span : rows.right.spans) CHECK(span.to <= rows.now);
}

TEST_CASE("ladder_drops_a_frame_in_the_middle_of_the_cable") {
  Looker looker(last_ack());
  const LadderRows rows = ladder_rows(looker.at_ms(100));
  REQUIRE(rows.arrows.size() == 1);
  const auto& arrow = rows.arrows[0];
  CHECK(arrow.end == LadderRows::End::lost);
  CHECK(arrow.path.back().x == Approx(0.5));
  CHECK(arrow.ghost_to.x == Approx(1));
  CHECK(arrow.ghost_to.y - arrow.path.back().y ==
        10 * ms);  // goes on at the same slope, into the silence
  CHECK(arrow.fate == "dropped by you");
  CHECK(arrow.strong == "SYN");
  CHECK(arrow.label == "Seq=0");
  CHECK(arrow.hue == Hue::syn);
}

TEST_CASE("ladder_of_the_whole_scene") {
  Looker looker(last_ack());
  const LadderRows rows = ladder_rows(looker.at_ms(1111));
  CHECK(states(rows.left) == "unknown SYN-SENT ESTABLISHED");
  CHECK(states(rows.right) == "unknown LISTEN SYN-RECEIVED ESTABLISHED");
  REQUIRE(rows.arrows.size() == 5);
  CHECK(rows.arrows[1].word == "resent");
  CHECK(rows.arrows[1].dashed);
  CHECK(rows.arrows[1].end == LadderRows::End::arrow);
  CHECK_FALSE(rows.arrows[2].rightward);
  CHECK(rows.arrows[2].path.front().x == 1);
  CHECK(rows.arrows[2].label == "Seq=0 Ack=1");
  CHECK(rows.arrows[3].label == "Ack=1");
  CHECK(rows.arrows[4].label == "Seq=1 18 B");
  CHECK(rows.arrows[4].strong == "PSH ACK");
  CHECK(rows.arrows[4].hue == Hue::client);
  CHECK(rows.arrows[4].selected);
  REQUIRE(rows.breaks.size() == 1);
  REQUIRE(rows.timers.size() == 1);
  CHECK(rows.timers[0].text == "timer: 1 s");
  CHECK(rows.timers[0].left);
  REQUIRE(rows.calls.size() == 2);
  CHECK(rows.calls[0].text == "listen() = 0");
  CHECK(rows.calls[0].x == 1);
  CHECK(rows.calls[1].to > rows.calls[1].from);
}

TEST_CASE("ladder_tells_of_calls_that_prepare_once_one_has_failed") {
  for (const std::string error : {"", "EADDRINUSE"}) {
    INFO(error);
    RunBuilder run;
    run.call(0, "server", "socket", 1);
    run.returned(0.1, "server", "socket", 1, "3");
    run.call(1, "server", "bind", 2);
    run.returned(1.1, "server", "bind", 2, error.empty() ? "0" : "-1", error);
    run.call(2, "server", "bind", 3);
    run.returned(2.1, "server", "bind", 3, "0");
    run.end(10);
    run.finish();
    Looker looker(std::move(run));
    const LadderRows rows = ladder_rows(looker.at_ms(10));
    if (error.empty()) {
      CHECK(rows.calls.empty());
      continue;
    }
    REQUIRE(rows.calls.size() == 2);
    CHECK(rows.calls[0].text == "bind() = -1 EADDRINUSE");
    CHECK(rows.calls[1].text == "bind() = 0");
  }
}

TEST_CASE("ladder_holds_and_releases_a_frame") {
  Looker looker(last_ack());
  const LadderRows held = ladder_rows(looker.at_ms(1080));
  CHECK(held.arrows.back().end == LadderRows::End::held);
  CHECK(held.arrows.back().fate == "held by the lesson");
  CHECK(held.arrows.back().path.back().x == Approx(0.5));
  const LadderRows released = ladder_rows(looker.at_ms(1105));
  REQUIRE(released.arrows.back().path.size() == 4);
  CHECK(released.arrows.back().path[1].x == Approx(0.5));
  CHECK(released.arrows.back().path[2].x == Approx(0.5));
  CHECK(released.arrows.back().path[2].y > released.arrows.back().path[1].y);
  CHECK(released.arrows.back().fate == "+20 ms");
}

TEST_CASE("ladder_shows_absolute_numbers_on_demand") {
  Looker looker(last_ack());
  looker.preferences.absolute_numbers = true;
  const LadderRows rows = ladder_rows(looker.at_ms(1111));
  CHECK_FALSE(rows.relative);
  CHECK(rows.arrows[2].label == "Seq=5000 Ack=1001");
}

TEST_CASE("ladder_shows_both_copies_of_a_frame") {
  RunBuilder run("old-syn");
  const auto frame = run.up(0, tcp::syn, 0);
  run.fate(10, frame, "duplicated", "script");
  run.fate(20, frame, "delivered", "wire");
  run.fate(300, frame, "released", "script", 2);
  run.fate(310, frame, "delivered", "wire", 2);
  Looker looker(std::move(run));
  const LadderRows before = ladder_rows(looker.at_ms(200));
  REQUIRE(before.arrows.size() == 2);
  CHECK(before.arrows[1].copy);
  CHECK(before.arrows[1].end == LadderRows::End::held);
  const LadderRows after = ladder_rows(looker.at_ms(310));
  CHECK(after.arrows[1].end == LadderRows::End::arrow);
  CHECK(after.arrows[1].path.front().x == Approx(0.5));
}

TEST_CASE("ladder_delays_a_frame_by_what_was_said") {
  RunBuilder run("lost-syn");
  const auto frame = run.up(0, tcp::syn, 0);
  run.fate(10, frame, "delayed", "hand", 1, 200 * ms);
  run.fate(220, frame, "delivered", "wire");
  Looker looker(std::move(run));
  const LadderRows under_way = ladder_rows(looker.at_ms(100));
  CHECK(under_way.arrows[0].end == LadderRows::End::travelling);
  CHECK(under_way.arrows[0].path.back().x == Approx(0.5));
  const LadderRows rows = ladder_rows(looker.at_ms(220));
  CHECK(rows.arrows[0].path.size() == 4);
  CHECK(rows.arrows[0].fate == "+200 ms");
  CHECK(rows.arrows[0].end == LadderRows::End::arrow);
}

TEST_CASE("ladder_of_an_empty_trace_is_empty") {
  const Trace trace;
  const lab::Session session;
  const lab::TeachingTime teaching;
  const lab::View view{trace, session, {}, teaching, words(), {}};
  CHECK(ladder_rows(view).arrows.empty());
}
