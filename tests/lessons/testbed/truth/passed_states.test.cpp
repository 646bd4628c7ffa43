#include "lessons/testbed/truth/passed_states.hpp"

#include <catch2/catch.hpp>

using wirelab::lessons::passed_states;
using enum wirelab::tcp::State;
using Way = std::vector<wirelab::tcp::State>;

TEST_CASE("neighbouring states pass nothing", "[testbed]") {
  CHECK(passed_states(syn_sent, established, false) == Way{});
  CHECK(passed_states(established, close_wait, true) == Way{});
  CHECK(passed_states(established, established, true) == Way{});
  CHECK(passed_states(syn_received, listen, true) == Way{});
}

TEST_CASE("what lay between two reads is named in order", "[testbed]") {
  CHECK(passed_states(listen, established, true) == Way{syn_received});
  CHECK(passed_states(established, last_ack, false) == Way{close_wait});
  CHECK(passed_states(syn_sent, fin_wait_1, false) == Way{established});
  CHECK(passed_states(listen, close_wait, true) == Way{syn_received, established});
}

TEST_CASE("a request socket cannot be closed before it is established", "[testbed]") {
  CHECK(passed_states(syn_received, fin_wait_1, true) == Way{established});
  CHECK(passed_states(syn_received, fin_wait_1, false) == Way{});
}

TEST_CASE("no way leads back without a new socket", "[testbed]") {
  CHECK_FALSE(passed_states(time_wait, syn_received, true));
  CHECK_FALSE(passed_states(last_ack, established, false));
}
