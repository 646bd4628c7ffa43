#include "tests/capture/tcp/ends.hpp"

using namespace wirelab::tcp;
using namespace wirelab::tcp::ends;

TEST_CASE("established_receives_FIN_again_after_CLOSE_WAIT_stays") {
  stayed(close_wait(), received(close_wait(), peer_fin()));
}

TEST_CASE("established_receives_FIN_ahead_of_a_gap_waits_for_the_gap") {
  const Endpoint open = established();
  const Endpoint waiting = stayed(open, received(open, segment(fin | ack, irs + 11, iss + 1)));
  CHECK(waiting.fin_pending);
  const Endpoint half = stayed(waiting, received(waiting, segment(ack, irs + 1, iss + 1, 5)));
  moved(received(half, segment(ack, irs + 6, iss + 1, 5)), State::close_wait);
}

TEST_CASE("established_receives_segments_in_any_order_then_FIN_counts") {
  const Endpoint open = established();
  const Endpoint third = stayed(open, received(open, segment(fin | ack, irs + 21, iss + 1, 10)));
  const Endpoint second = stayed(third, received(third, segment(ack, irs + 11, iss + 1, 10)));
  const Endpoint all =
      moved(received(second, segment(ack, irs + 1, iss + 1, 10)), State::close_wait);
  CHECK(all.receive_next == irs + 32);
}

TEST_CASE("established_receives_an_old_FIN_stays") {
  // One number before RCV.NXT: outside the window.
  stayed(established(), received(established(), segment(fin | ack, irs, iss + 1)));
}

TEST_CASE("established_receives_a_FIN_far_beyond_then_the_true_one_is_CLOSE_WAIT") {
  Endpoint open = established();
  open.overheard = true;
  const Endpoint waiting = stayed(open, received(open, segment(fin | ack, irs + 65536, iss + 1)));
  moved(received(waiting, peer_fin()), State::close_wait);
}

TEST_CASE("fin_that_is_captured_after_its_own_ACK_counts") {
  const Endpoint ahead = stayed(established(), sent(established(), segment(ack, iss + 1, irs + 2)));
  moved(received(ahead, peer_fin()), State::close_wait);
}

TEST_CASE("established_with_more_gaps_than_it_keeps_believes_its_own_ACK") {
  Endpoint open = established();
  for (std::uint32_t i = 10; i > 0; --i)
    open = stayed(open, received(open, segment(ack, irs + 1 + i * 20, iss + 1, 10)));
  open = stayed(open, received(open, segment(fin | ack, irs + 1 + 220, iss + 1)));
  moved(sent(open, segment(ack, iss + 1, irs + 1 + 221)), State::close_wait);
}

TEST_CASE("fin_wait_1_receives_old_ACK_stays") {
  stayed(fin_wait_1(), received(fin_wait_1(), peer_ack()));
  // Not yet sent: RFC 9293 drops it.
  stayed(fin_wait_1(), received(fin_wait_1(), segment(ack, irs + 1, iss + 3)));
}

TEST_CASE("fin_wait_1_sends_FIN_again_stays") {
  stayed(fin_wait_1(), sent(fin_wait_1(), our_fin()));
}

TEST_CASE("established_of_an_overheard_connection_believes_ACK_of_unseen_data") {
  Endpoint endpoint = established();
  endpoint.overheard = true;
  endpoint = stayed(endpoint, received(endpoint, segment(ack, irs + 1, iss + 100)));
  CHECK(endpoint.send_next == iss + 100);
  endpoint = moved(sent(endpoint, segment(fin | ack, iss + 100, irs + 1)), State::fin_wait_1);
  // Nothing comes after a FIN, so this is no ACK of it.
  stayed(endpoint, received(endpoint, segment(ack, irs + 1, iss + 200)));
}

TEST_CASE("fin_wait_2_receives_data_then_FIN_is_TIME_WAIT") {
  const Endpoint reading =
      stayed(fin_wait_2(), received(fin_wait_2(), segment(ack | psh, irs + 1, iss + 2, 30)));
  moved(received(reading, segment(fin | ack, irs + 31, iss + 2)), State::time_wait);
}

TEST_CASE("both_close_at_once") {
  const Endpoint crossing = closing();
  const Endpoint answered = stayed(crossing, sent(crossing, segment(ack, iss + 2, irs + 2)));
  // An ACK sent before the peer's own FIN lies before what we acknowledged: Linux does not look at
  // it.
  stayed(answered, received(answered, segment(ack, irs + 1, iss + 2)));
  moved(received(answered, segment(ack, irs + 2, iss + 2)), State::time_wait);
}

TEST_CASE("close_wait_of_an_overheard_connection_whose_FIN_crosses_is_CLOSING") {
  Endpoint endpoint = established();
  endpoint.overheard = true;
  endpoint = moved(received(endpoint, peer_fin()), State::close_wait);
  const Step step = sent(endpoint, our_fin());
  moved(step, State::closing);
  REQUIRE(step.change_count == 2);
  CHECK(step.changes[0].from == State::established);
  moved(received(step.endpoint, segment(fin | ack, irs + 1, iss + 2)), State::time_wait);
}

TEST_CASE("time_wait_receives_FIN_again_stays_for_another_two_MSL") {
  const Endpoint waiting = time_wait();
  stayed(waiting, received(waiting, peer_fin_and_ack_of_fin()));
  stayed(waiting, elapsed(waiting, two_msl - 1));
  moved(elapsed(waiting, two_msl), State::closed);
}

TEST_CASE("fin_wait_2_with_a_program_waits_for_ever") {
  stayed(fin_wait_2(), elapsed(fin_wait_2(), two_msl * 100));
  Endpoint orphan = called(fin_wait_2(), Call::close).endpoint;
  orphan.fin_timeout = 3;
  stayed(orphan, elapsed(orphan, orphan.fin_timeout_ns() - 1));
  moved(elapsed(orphan, orphan.fin_timeout_ns()), State::closed);
}

TEST_CASE("last_ack_receives_data_or_old_ACK_stays") {
  stayed(last_ack(), received(last_ack(), segment(ack, irs + 2, iss + 1)));
}

TEST_CASE("last_ack_of_an_overheard_connection_takes_an_ACK_that_does_not_count_the_FIN") {
  const Segment uncounted = segment(ack, irs + 1, iss + 2);
  stayed(last_ack(), received(last_ack(), uncounted));  // as Linux
  for (Endpoint endpoint : {last_ack(), closing()}) {
    endpoint = stayed(endpoint, sent(endpoint, segment(ack, iss + 2, irs + 2)));
    endpoint.overheard = true;
    const Endpoint old = stayed(endpoint, received(endpoint, segment(ack, irs, iss + 2)));
    moved(received(old, uncounted),
          endpoint.state == State::last_ack ? State::closed : State::time_wait);
  }
}

TEST_CASE("data_beyond_a_closed_window_does_not_count") {
  Endpoint open = established();
  Segment full = segment(ack, iss + 1, irs + 1);
  full.window = 0;
  open = stayed(open, sent(open, full));
  stayed(open, received(open, segment(fin | ack | psh, irs + 1, iss + 1, 1)));
}

TEST_CASE("calls_that_only_their_segments_show_change_nothing") {
  for (const State state : all_states) {
    const Endpoint endpoint = in(state);
    stayed(endpoint, called(endpoint, Call::connect));
    stayed(endpoint, called(endpoint, Call::shutdown_write));
  }
  stayed(established(), called(established(), Call::close));
  stayed(established(), called(established(), Call::abort));
}
