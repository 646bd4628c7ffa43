// The transitions of a foreign connection are made again from its frames when somebody asks. They
// must tell what the frames told when they were taken up.

#include "capture/tcp/machine.hpp"
#include "tests/capture/random.hpp"
#include "tests/capture/trace/run.hpp"

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::fin;
using tcp::rst;
using tcp::State;
using tcp::syn;

namespace {

// The state by the transitions of frames up to this one, and of the clock by then.
State state_after(const std::vector<Transition>& all, std::uint64_t frame, Time time) {
  State state = State::unknown;
  for (const Transition& step : all) {
    if (step.frame > frame || (step.frame == 0 && step.time > time)) break;
    state = step.to;
  }
  return state;
}

// Every row of every connection shows the states that the transitions lead to.
void check_rows(const Trace& trace) {
  for (std::uint32_t stream = 0; stream < trace.connection_count(); ++stream) {
    std::vector<Transition> all[2];
    for (const Side side : {Side::opener, Side::acceptor})
      all[static_cast<int>(side)] = trace.transitions(stream, side);
    for (const std::size_t index : trace.frames_of(stream)) {
      const FrameRow row = trace.frame(index);
      CAPTURE(stream, row.number);
      const auto& sender = all[static_cast<int>(row.sender)];
      const auto& receiver = all[static_cast<int>(other(row.sender))];
      REQUIRE(state_after(sender, row.number, row.sent) == row.sender_state);
      REQUIRE(state_after(receiver, row.number, row.sent) == row.receiver_state);
    }
    for (const Side side : {Side::opener, Side::acceptor}) {
      const auto& steps = all[static_cast<int>(side)];
      CAPTURE(stream);
      REQUIRE((steps.empty() ? State::unknown : steps.back().to) ==
              trace.final_state(stream, side));
    }
  }
}

void close(Capture& capture) {
  capture.up(syn, 0);
  capture.down(syn | ack, 0, 1);
  capture.up(ack, 1, 1);
  capture.up(fin | ack, 1, 1);
  capture.down(fin | ack, 1, 2);
  capture.up(ack, 2, 2);
}

}  // namespace

TEST_CASE("transitions_made_again_agree_with_the_rows_of_a_whole_connection") {
  Capture capture;
  close(capture);
  check_rows(capture.trace);
  CHECK(capture.trace.transitions(0, Side::opener).size() == 4);
  CHECK(capture.trace.transitions(0, Side::opener).back().to == State::time_wait);
}

TEST_CASE("transitions_made_again_continue_when_the_connection_grows") {
  Capture capture;
  std::vector<Transition> before;
  const auto tell = [&](bool forth, unsigned flags, std::uint32_t seq, std::uint32_t number) {
    forth ? capture.up(flags, seq, number) : capture.down(flags, seq, number);
    const auto now = capture.trace.transitions(0, Side::opener);
    REQUIRE(now.size() >= before.size());
    CHECK(std::equal(before.begin(), before.end(), now.begin()));
    before = now;
    check_rows(capture.trace);
  };
  tell(true, syn, 0, 0);
  tell(false, syn | ack, 0, 1);
  tell(true, ack, 1, 1);
  tell(true, fin | ack, 1, 1);
  tell(false, ack, 1, 2);
  tell(false, fin | ack, 1, 2);
  tell(true, ack, 2, 2);
  CHECK(before.size() == 5);
}

TEST_CASE("TIME_WAIT_ended_by_another_connections_clock_is_told_once") {
  Capture capture;
  close(capture);
  const Time last = capture.now;
  const auto elsewhere = [&] {
    capture.frame("10.9.9.9:1", "10.9.9.8:2", Capture::segment(syn, 1, 0));
  };
  elsewhere();
  CHECK(capture.trace.transitions(0, Side::opener).back().to == State::time_wait);
  capture.now = last + tcp::two_msl - ms;
  elsewhere();  // exactly two MSL after the last frame
  for (int i = 0; i < 3; ++i) {
    const auto steps = capture.trace.transitions(0, Side::opener);
    REQUIRE(steps.size() == 5);
    CHECK(steps.back().to == State::closed);
    CHECK(steps.back().frame == 0);
    CHECK(steps.back().time == last + tcp::two_msl);
    capture.after(second);
    elsewhere();
  }
  check_rows(capture.trace);
}

TEST_CASE("frame_before_the_clock_of_others_takes_back_the_end_of_TIME_WAIT") {
  Capture capture;
  close(capture);
  const Time last = capture.now;
  capture.now = last + 100 * second;
  capture.frame("10.9.9.9:1", "10.9.9.8:2", Capture::segment(syn, 1, 0));
  CHECK(capture.trace.transitions(0, Side::opener).back().to == State::closed);
  capture.now = last + second;  // a file of several interfaces, in no order
  capture.down(fin | ack, 1, 2);
  CHECK(capture.trace.frame(capture.trace.frame_count() - 1).receiver_state == State::time_wait);
  const auto steps = capture.trace.transitions(0, Side::opener);
  CHECK(steps.size() == 5);
  CHECK(steps.back().time == capture.now + tcp::two_msl);
}

TEST_CASE("SYN_that_finds_an_older_connection_replays_from_where_that_stood") {
  Capture capture;
  capture.up(syn, 0);
  capture.down(syn | ack, 0, 1);
  capture.up(ack, 1, 1);
  capture.up(syn, 90'000);  // its opener has crashed and begins anew
  capture.down(ack, 1, 1);  // "but we are in the middle of something"
  capture.up(rst, 1);
  capture.up(syn, 90'000);
  capture.down(syn | ack, 50'000, 90'001);
  REQUIRE(capture.trace.connection_count() == 2);
  CHECK(capture.trace.connection(1).found_older);
  const auto steps = capture.trace.transitions(1, Side::acceptor);
  REQUIRE_FALSE(steps.empty());
  CHECK(steps.front().to == State::established);
  CHECK(steps.front().reason == tcp::Reason::old_connection);
  CHECK(steps.front().frame == 4);
  check_rows(capture.trace);
}

TEST_CASE("asking_for_connections_in_turn_tells_the_same_as_asking_for_one") {
  Capture capture;
  close(capture);
  for (std::uint32_t start : {50'000u, 70'000u}) capture.up(syn, start);
  const auto first = capture.trace.transitions(0, Side::acceptor);
  capture.trace.transitions(1, Side::acceptor);
  capture.trace.transitions(2, Side::opener);
  CHECK(capture.trace.transitions(0, Side::acceptor) == first);
  CHECK(capture.trace.transitions(7, Side::opener).empty());
}

TEST_CASE("random_connections_replay_to_the_states_of_their_rows") {
  for (std::uint32_t seed = 1; seed <= 150; ++seed) {
    Random random(seed);
    Capture capture;
    for (int i = 0; i < 120; ++i) {
      capture.after(random.once_in(30) ? 70 * second : random.below(5) * ms);
      const unsigned flags =
          random.of<unsigned>({ack, ack, ack, ack, ack, syn, syn | ack, syn | ack, fin | ack,
                               fin | ack, fin | ack, rst | ack});
      const std::uint32_t first = random.once_in(40) ? 30'000 * (1 + random.below(3)) : 0;
      const std::uint32_t number = (flags & syn) != 0 ? 0 : 1 + random.below(4);
      if (random.once_in(2))
        capture.up(flags, first + number, 1 + random.below(4), random.below(3));
      else
        capture.down(flags, number, first + 1 + random.below(4), random.below(3));
      // Asked now and then, or only in the end.
      if (seed % 2 == 0 && random.once_in(10)) capture.trace.transitions(0, Side::opener);
    }
    CAPTURE(seed);
    check_rows(capture.trace);
  }
}
