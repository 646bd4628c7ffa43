#include "tests/capture/tcp/ends.hpp"

using namespace wirelab::tcp;
using namespace wirelab::tcp::ends;

namespace {

// With the window announced, so that inside and outside can be told apart.
Endpoint talking() {
  const Endpoint open = established();
  return stayed(open, sent(open, segment(ack, iss + 1, irs + 1)));
}

}  // namespace

TEST_CASE("established_receives_exact_RST_is_CLOSED") {
  const Step step = received(talking(), segment(rst, irs + 1));
  moved(step, State::closed);
  CHECK(*step.reason == Reason::reset_received);
}

TEST_CASE("established_receives_RST_inside_the_window_stays") {
  stayed(talking(), received(talking(), segment(rst, irs + 2)));
  stayed(talking(), received(talking(), segment(rst, irs + room)));
}

TEST_CASE("established_receives_RST_outside_the_window_stays") {
  stayed(talking(), received(talking(), segment(rst, irs)));
  stayed(talking(), received(talking(), segment(rst, irs + 1 + room)));
  stayed(talking(), received(talking(), segment(rst, irs + 0x70000000u)));
}

TEST_CASE("syn_sent_receives_RST_only_with_its_ACK") {
  stayed(syn_sent(), received(syn_sent(), segment(rst, 0)));
  stayed(syn_sent(), received(syn_sent(), segment(rst | ack, 0, iss)));
  stayed(syn_sent(), received(syn_sent(), segment(rst | ack, 0, iss + 2)));
  const Step step = received(syn_sent(), segment(rst | ack, 0, iss + 1));
  moved(step, State::closed);
  CHECK(*step.reason == Reason::refused);
}

TEST_CASE("syn_received_receives_RST_goes_where_it_came_from") {
  moved(received(syn_received(), segment(rst, irs + 1)), State::listen);
  moved(received(syn_received_actively(), segment(rst, irs + 1)), State::closed);
  stayed(syn_received(), received(syn_received(), segment(rst, irs + 900)));
}

TEST_CASE("exact_RST_closes_every_synchronized_state") {
  for (const State state : {State::established, State::fin_wait_1, State::fin_wait_2}) {
    INFO(name(state));
    moved(received(in(state), segment(rst, irs + 1)), State::closed);
  }
  for (const State state : {State::close_wait, State::closing, State::last_ack, State::time_wait}) {
    INFO(name(state));
    moved(received(in(state), segment(rst, irs + 2)), State::closed);
  }
}

TEST_CASE("close_wait_receives_RST_with_the_number_of_the_FIN_is_CLOSED") {
  moved(received(close_wait(), segment(rst, irs + 1)), State::closed);
}

TEST_CASE("established_sends_RST_is_CLOSED") {
  const Step step = sent(talking(), segment(rst | ack, iss + 1, irs + 1));
  moved(step, State::closed);
  CHECK(*step.reason == Reason::reset_sent);
}

TEST_CASE("established_with_a_RST_of_foreign_numbers_stays") {
  stayed(talking(), sent(talking(), segment(rst, iss + 50000)));
  stayed(talking(), sent(talking(), segment(rst, iss)));
}

TEST_CASE("every_state_survives_every_segment") {
  // Whatever comes, the machine takes an edge of the table, a reset, or nothing.
  for (int s = 0; s < 12; ++s) {
    const Endpoint endpoint = in(static_cast<State>(s));
    for (unsigned flags = 0; flags < 256; ++flags)
      for (const std::uint32_t number :
           {0u, iss, iss + 1, iss + 2, irs, irs + 1, irs + 2, 0x80000000u, ~0u})
        for (const std::uint32_t length : {0u, 1u, ~0u}) {
          const Segment one = segment(flags, number, number + 1, length);
          for (const Step& step : {sent(endpoint, one), received(endpoint, one)})
            if (step.reason.has_value() != (step.endpoint.state != endpoint.state))
              FAIL("reason and state differ");
        }
  }
}
