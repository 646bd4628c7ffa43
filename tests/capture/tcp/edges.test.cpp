// The table of transitions, against a second list written by hand from RFC 9293 figure 5: each row
// here is walked by the machine itself, so a row that is broken, missing or too many in the table
// fails.

#include "capture/tcp/transitions.hpp"
#include "tests/capture/tcp/ends.hpp"

#include <algorithm>
#include <functional>
#include <set>

using namespace wirelab::tcp;
using namespace wirelab::tcp::ends;

namespace {

struct Walk {
  State from, to;
  Reason reason;
  Trigger trigger;
  Origin origin;
  std::function<Step()> step;
};

Endpoint orphan(Endpoint endpoint) { return called(endpoint, Call::close).endpoint; }

const std::vector<Walk>& walks() {
  using S = State;
  using R = Reason;
  using T = Trigger;
  using O = Origin;
  static const std::vector<Walk> all{
      {S::closed, S::listen, R::passive_open, T::called, O::both,
       [] { return called(closed(), Call::listen); }},
      {S::listen, S::closed, R::listener_closed, T::called, O::both,
       [] { return called(listening(), Call::close); }},
      {S::closed, S::syn_sent, R::active_open, T::sent, O::both,
       [] { return sent(closed(), our_syn()); }},
      {S::syn_sent, S::closed, R::open_abandoned, T::called, O::both,
       [] { return called(syn_sent(), Call::close); }},
      {S::syn_sent, S::closed, R::retries_exhausted, T::called, O::both,
       [] { return called(syn_sent(), Call::timed_out); }},
      {S::listen, S::syn_received, R::syn_received, T::received, O::both,
       [] { return received(listening(), peer_syn()); }},
      {S::syn_received, S::listen, R::reset_to_listen, T::received, O::both,
       [] { return received(syn_received(), segment(rst, irs + 1)); }},
      {S::listen, S::syn_sent, R::send_from_listen, T::sent, O::rfc_only,
       [] { return sent(listening(), our_syn()); }},
      {S::syn_sent, S::syn_received, R::simultaneous_syn, T::received, O::both,
       [] { return received(syn_sent(), peer_syn()); }},
      {S::syn_received, S::established, R::ack_of_syn_received, T::received, O::both,
       [] { return received(syn_received(), peer_ack()); }},
      {S::syn_sent, S::established, R::syn_ack_received, T::received, O::both,
       [] { return received(syn_sent(), peer_syn_ack()); }},
      {S::syn_received, S::fin_wait_1, R::close_called, T::sent, O::both,
       [] { return sent(syn_received(), our_fin()); }},
      {S::established, S::fin_wait_1, R::close_called, T::sent, O::both,
       [] { return sent(established(), our_fin()); }},
      {S::established, S::close_wait, R::fin_received, T::received, O::both,
       [] { return received(established(), peer_fin()); }},
      {S::fin_wait_1, S::fin_wait_2, R::ack_of_fin_received, T::received, O::both,
       [] { return received(fin_wait_1(), peer_ack_of_fin()); }},
      {S::fin_wait_1, S::closing, R::crossing_fin_received, T::received, O::both,
       [] { return received(fin_wait_1(), peer_fin()); }},
      {S::fin_wait_1, S::time_wait, R::fin_and_ack_of_fin_received, T::received, O::both,
       [] { return received(fin_wait_1(), peer_fin_and_ack_of_fin()); }},
      {S::fin_wait_2, S::time_wait, R::fin_received, T::received, O::both,
       [] { return received(fin_wait_2(), peer_fin_and_ack_of_fin()); }},
      {S::closing, S::time_wait, R::ack_of_fin_received, T::received, O::both,
       [] { return received(closing(), segment(ack, irs + 2, iss + 2)); }},
      {S::close_wait, S::last_ack, R::close_after_fin, T::sent, O::both,
       [] { return sent(close_wait(), segment(fin | ack, iss + 1, irs + 2)); }},
      {S::last_ack, S::closed, R::ack_of_fin_received, T::received, O::both,
       [] { return received(last_ack(), segment(ack, irs + 2, iss + 2)); }},
      {S::time_wait, S::closed, R::two_msl_elapsed, T::elapsed, O::both,
       [] { return elapsed(time_wait(), two_msl); }},
      {S::fin_wait_2, S::closed, R::orphan_timeout, T::elapsed, O::linux_only,
       [] { return elapsed(orphan(fin_wait_2()), two_msl); }},
  };
  return all;
}

}  // namespace

TEST_CASE("every_edge_is_in_the_table_and_taken_by_the_machine") {
  for (const Walk& walk : walks()) {
    INFO(name(walk.from) << " > " << name(walk.to) << " " << id(walk.reason));
    CHECK(has_edge(walk.from, walk.to, walk.reason));
    const auto all = edges();
    const auto row = std::find_if(all.begin(), all.end(), [&](const Edge& edge) {
      return edge.from == walk.from && edge.to == walk.to && edge.reason == walk.reason;
    });
    REQUIRE(row != all.end());
    CHECK(row->trigger == walk.trigger);
    CHECK(row->origin == walk.origin);
    const Step step = walk.step();
    CHECK(step.endpoint.state == walk.to);
    REQUIRE(step.reason);
    CHECK(*step.reason == walk.reason);
    REQUIRE(step.change_count == 1);
    CHECK(step.changes[0].from == walk.from);
    CHECK(step.changes[0].to == walk.to);
  }
}

TEST_CASE("table_has_no_edge_besides") {
  CHECK(edges().size() == walks().size());
  for (const Edge& row : edges()) {
    INFO(name(row.from) << " > " << name(row.to) << " " << id(row.reason));
    const bool listed = std::any_of(walks().begin(), walks().end(), [&](const Walk& walk) {
      return walk.from == row.from && walk.to == row.to && walk.reason == row.reason;
    });
    CHECK(listed);
  }
}

TEST_CASE("figure_has_21_arrows_and_Linux_adds_one") {
  std::set<std::pair<State, State>> drawn, linux_alone;
  for (const Edge& row : edges())
    (row.origin == Origin::linux_only ? linux_alone : drawn).insert({row.from, row.to});
  CHECK(drawn.size() == 21);
  CHECK(linux_alone.size() == 1);
}

TEST_CASE("all_eleven_states_are_reached") {
  std::set<State> reached;
  for (const Walk& walk : walks()) reached.insert(walk.step().endpoint.state);
  for (const State state : all_states) {
    INFO(name(state));
    CHECK(reached.count(state) == 1);
  }
}

TEST_CASE("edge_without_a_row_is_nothing") {
  CHECK_FALSE(edge(State::closed, State::established));
  CHECK_FALSE(has_edge(State::established, State::close_wait, Reason::close_called));
  CHECK(edge(State::syn_sent, State::closed));
}
