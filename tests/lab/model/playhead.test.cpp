// Where the playhead may go: never past an unanswered question, to live while the wire waits for
// the hand.

#include "tests/lab/run_builder.hpp"

#include "lab/model/playhead.hpp"

using namespace wirelab;
using namespace wirelab::test;
using lab::Playhead;
using lab::Stops;

namespace {

Stops stops_of(const Looker& looker, std::optional<Time> clock = std::nullopt) {
  return lab::stops(looker.run.trace, looker.session, looker.scene_time.teaching(), clock);
}

// A running step whose frame was just taken by the hand.
RunBuilder turn() {
  RunBuilder run("lost-syn");
  run.call(-0.5, "client", "connect", 2, "", server);
  const auto frame = run.up(0, tcp::syn, 0);
  run.fate(10, frame, "held");
  run.ask(10.1, "drop-it", "turn", frame);
  return run;
}

}  // namespace

TEST_CASE("playhead_stops_at_a_question_until_it_is_answered") {
  Looker looker(last_ack());
  const auto& teaching = looker.scene_time.teaching();
  Playhead playhead{at(1000), true, false};
  playhead = lab::advance(playhead, teaching, 60, 1, stops_of(looker));
  CHECK(playhead.time == at(1065));
  CHECK_FALSE(playhead.playing);
  CHECK(lab::seek(playhead, at(1100), stops_of(looker)).time == at(1065));
  looker.session.locked[{"last-ack", "last-ack"}] = "resets";
  playhead.playing = true;
  playhead = lab::advance(playhead, teaching, 60, 1, stops_of(looker));
  CHECK(playhead.time == at(1111));
}

TEST_CASE("playhead_goes_at_the_speed_of_teaching_time") {
  Looker looker(last_ack());
  const Playhead playhead =
      lab::advance({at(0), true, false}, looker.scene_time.teaching(), 0.05, 0.2, stops_of(looker));
  CHECK(playhead.time == at(10));
  const Playhead still =
      lab::advance({at(0), false, false}, looker.scene_time.teaching(), 5, 1, stops_of(looker));
  CHECK(still.time == at(0));
}

TEST_CASE("playhead_steps_from_event_to_event") {
  Looker looker(last_ack());
  const auto& events = looker.scene_time.events();
  Playhead playhead{at(0), true, false};
  playhead = lab::step_by(playhead, 1, events, stops_of(looker));
  CHECK(playhead.time == at(10));
  CHECK_FALSE(playhead.playing);
  playhead = lab::step_by(playhead, -2, events, stops_of(looker));
  CHECK(playhead.time == at(-0.5));
  CHECK(lab::step_by(playhead, -50, events, stops_of(looker)).time == at(-2));
  CHECK(lab::step_by(playhead, 50, events, stops_of(looker)).time == at(1065));
}

TEST_CASE("playhead_is_pinned_to_live_while_the_wire_waits_for_the_hand") {
  Looker looker(turn());
  const Stops stops = stops_of(looker, at(500));
  CHECK(stops.turn);
  const Playhead playhead =
      lab::advance({at(0), true, false}, looker.scene_time.teaching(), 0.01, 0.2, stops);
  CHECK(playhead.live);
  CHECK(playhead.time == at(500));
  CHECK(lab::open_turn(looker.run.trace, 0, at(5)) == nullptr);
}

TEST_CASE("playhead_is_let_go_when_the_hand_has_acted") {
  RunBuilder run = turn();
  run.fate(700, 1, "dropped");
  Looker looker(std::move(run));
  CHECK_FALSE(stops_of(looker, at(800)).turn);
  CHECK(lab::open_turn(looker.run.trace, 0, at(650)) != nullptr);
}

TEST_CASE("playhead_lets_a_question_go_before_a_turn") {
  RunBuilder run = turn();
  run.ask(0.5, "what-then");
  Looker looker(std::move(run));
  const Playhead playhead = lab::advance({at(0), true, false}, looker.scene_time.teaching(), 9, 1,
                                         stops_of(looker, at(500)));
  CHECK(playhead.time == at(0.5));
  CHECK_FALSE(playhead.live);
}

TEST_CASE("playhead_without_a_producer_ends_at_the_last_event") {
  Looker looker(last_ack());
  looker.session.locked[{"last-ack", "last-ack"}] = "accepts";
  const Playhead playhead = lab::go_live({at(0), false, false}, stops_of(looker));
  CHECK(playhead.time == at(1111));
}

TEST_CASE("playhead_of_a_picture_stands_at_a_question_only_with_a_frame_in_the_hand") {
  for (const double held : {30.0, 50.0}) {
    INFO(held);
    RunBuilder run;
    const auto frame = run.up(0, tcp::syn, 0);
    run.fate(held, frame, "held", "script");
    run.ask(40, "last-ack");
    run.fate(90, frame, "released", "script");
    run.end(100);
    run.finish();
    const auto moment = lab::pictured_question(run.trace, 0, false);
    CHECK(moment.has_value() == (held < 40));
    CHECK(lab::pictured_question(run.trace, 0, true) == at(40));
  }
}

TEST_CASE("playhead_of_a_picture_waits_for_the_frame_that_is_asked_about") {
  RunBuilder run;
  const auto frame = run.up(0, tcp::syn, 0);
  run.ask(1, "last-ack", "answer", frame);
  run.fate(10, frame, "held", "script");
  run.fate(20, frame, "released", "script");
  run.end(100);
  run.finish();
  CHECK(lab::pictured_question(run.trace, 0, false) == at(15));
  CHECK(lab::pictured_question(run.trace, 0, true) == at(1));
}

TEST_CASE("playhead_of_a_picture_stands_at_a_question_behind_something_lost") {
  for (const bool moving : {true, false}) {
    INFO(moving);
    RunBuilder run;
    run.fate(10, run.up(0, tcp::syn, 0), "dropped", "script");
    if (moving) run.up(30, tcp::syn, 0);
    run.ask(40, "last-ack");
    run.end(100);
    run.finish();
    CHECK(lab::pictured_question(run.trace, 0, false).has_value() == moving);
  }
}
