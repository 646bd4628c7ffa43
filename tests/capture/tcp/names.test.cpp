#include "capture/tcp/reason.hpp"
#include "capture/tcp/sequence.hpp"
#include "capture/tcp/state.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace wirelab::tcp;

TEST_CASE("state_reads_both_of_its_names") {
  for (const State s : all_states) {
    CHECK(state(name(s)) == s);
    CHECK(state(linux_name(s)) == s);
  }
  CHECK(name(State::syn_received) == "SYN-RECEIVED");
  CHECK(linux_name(State::syn_received) == "SYN-RECV");
  CHECK_FALSE(state("SYN_RECV"));
  CHECK_FALSE(state(""));
}

TEST_CASE("reasons_have_ids_of_their_own") {
  std::set<std::string_view> ids;
  for (int i = 0; i <= static_cast<int>(Reason::seen_midstream); ++i)
    ids.insert(id(static_cast<Reason>(i)));
  CHECK(ids.size() == static_cast<std::size_t>(Reason::seen_midstream) + 1);
  CHECK(id(Reason::syn_received) == "syn_received");
  CHECK(id(Reason::seen_midstream) == "seen_midstream");
  CHECK(section(Reason::syn_received) == "3.10.7.2");
  CHECK(section(Reason::orphan_timeout) == "Linux");
}

TEST_CASE("sequence_compares_on_the_circle") {
  CHECK(before(1, 2));
  CHECK(before(0xffffffffu, 0));
  CHECK(after(5, 0xfffffff0u));
  CHECK(not_after(7, 7));
  CHECK(not_before(7, 7));
  CHECK(distance(0xfffffffeu, 3) == 5);
  CHECK(later(0xffffffffu, 2) == 2);
}
