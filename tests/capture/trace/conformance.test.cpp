// One host under test ("ut"), told as scripts of conformance suites tell it: what it sends, what it
// receives, and the state it is in after each. Every state meets a RST at the left edge of the
// window, inside it and outside, and a SYN of another connection (RFC 9293 3.10.7.4, RFC 5961).

#include "capture/recording/reader.hpp"
#include "tests/capture/trace/run.hpp"
#include "tests/collection.hpp"
#include "tests/skip.hpp"

#include <filesystem>

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::fin;
using tcp::rst;
using tcp::State;
using tcp::syn;

namespace {

// ut is 10.0.0.1, the tester 10.0.0.2; numbers are relative, as in the scripts.
class Script : public Capture {
 public:
  Script& sends(unsigned flags, std::uint32_t seq, std::uint32_t acked = 0, std::uint32_t len = 0) {
    row_ = up(flags, seq, acked, len);
    return *this;
  }
  Script& receives(unsigned flags, std::uint32_t seq, std::uint32_t acked = 0,
                   std::uint32_t len = 0) {
    row_ = down(flags, seq, acked, len);
    return *this;
  }
  Script& is(State state) {
    INFO("after frame " << row_.number);
    const bool sender = row_.source == client;
    const State state_now = sender ? row_.sender_state : row_.receiver_state;
    CHECK(std::string(name(state_now)) == std::string(name(state)));
    return *this;
  }
  // A state by one of the ways that lead there; the tester's next number is then `left`.
  Script& reach(State state) {
    switch (state) {
      case State::syn_sent: return sends(syn, 0);
      case State::syn_received: return receives(syn, 0).sends(syn | ack, 0, 1);
      case State::established: return sends(syn, 0).receives(syn | ack, 0, 1).sends(ack, 1, 1);
      case State::fin_wait_1: return reach(State::established).sends(fin | ack, 1, 1);
      case State::fin_wait_2: return reach(State::fin_wait_1).receives(ack, 1, 2);
      case State::closing:
        return reach(State::fin_wait_1).receives(fin | ack, 1, 1).sends(fin | ack, 1, 2);
      case State::close_wait:
        return reach(State::established).receives(fin | ack, 1, 1).sends(ack, 1, 2);
      case State::last_ack: return reach(State::close_wait).sends(fin | ack, 1, 2);
      case State::time_wait:
        return reach(State::fin_wait_2).receives(fin | ack, 1, 2).sends(ack, 2, 2);
      default: return *this;
    }
  }

 private:
  FrameRow row_;
};

std::uint32_t left_edge(State state) {
  const bool fin_received = state == State::closing || state == State::close_wait ||
                            state == State::last_ack || state == State::time_wait;
  return fin_received ? 2 : 1;
}

constexpr State synchronized[]{State::established, State::fin_wait_1, State::fin_wait_2,
                               State::closing,     State::close_wait, State::last_ack,
                               State::time_wait};
constexpr std::uint32_t window = 64240u << 7;

}  // namespace

TEST_CASE("conformance_states_are_reached") {
  for (const State state : synchronized) Script().reach(state).is(state);
  Script().reach(State::syn_sent).is(State::syn_sent);
  Script().reach(State::syn_received).is(State::syn_received);
}

// TIME-WAIT may outlive it (RFC 1337): the frames do not prove that it ended.
State after_reset(State state) {
  return state == State::time_wait ? State::time_wait : State::closed;
}

TEST_CASE("conformance_RST_at_the_left_edge_closes") {
  for (const State state : synchronized)
    Script().reach(state).receives(rst, left_edge(state)).is(after_reset(state));
  Script().reach(State::syn_received).receives(rst, 1).is(State::listen);
  Script().sends(syn, 0).receives(syn, 0).sends(syn | ack, 0, 1).receives(rst, 1).is(State::closed);
}

TEST_CASE("conformance_RST_elsewhere_is_answered_or_ignored") {
  for (const State state : synchronized) {
    const std::uint32_t left = left_edge(state);
    for (const std::uint32_t number : {left - 1, left + 1, left + window - 1, left + window}) {
      INFO(name(state) << ", RST " << number);
      Script().reach(state).receives(rst, number).is(state);
    }
  }
  for (const std::uint32_t number : {0u, 65535u, 65536u})
    Script().reach(State::syn_received).receives(rst, number).is(State::syn_received);
}

TEST_CASE("conformance_SYN_of_another_connection_leaves_the_state") {
  for (const State state : synchronized) {
    const std::uint32_t left = left_edge(state);
    for (const std::uint32_t number : {left - 1, left, left + window - 1, left + window}) {
      INFO(name(state) << ", SYN " << number);
      Script script;
      script.reach(state).receives(syn, number).is(state);
      const bool fin_sent = state != State::established && state != State::close_wait;
      script.sends(ack, fin_sent ? 2 : 1, left).is(state);  // the challenge ACK
      script.receives(rst, left).is(after_reset(state));
    }
  }
}

TEST_CASE("conformance_SYN_that_resets_shows_in_the_answer") {
  for (const State state : synchronized)
    Script().reach(state).receives(syn, 70000).sends(rst | ack, 2, 2).is(State::closed);
}

TEST_CASE("conformance_TIME_WAIT_may_be_reopened") {
  Script script;
  script.reach(State::time_wait).receives(syn, 90000).is(State::time_wait);
  script.sends(syn | ack, 500000, 90001).is(State::syn_received);
  script.receives(ack, 90001, 500001).is(State::established);
}

TEST_CASE("conformance_half_open_connection_is_discovered") {
  // RFC 9293 figure 9: the tester crashed and calls again.
  Script script;
  script.reach(State::established).receives(syn, 4000).is(State::established);
  script.sends(ack, 1, 1).is(State::established);
  script.receives(rst, 1).is(State::closed);
}

TEST_CASE("conformance_simultaneous_open") {
  Script script;
  script.sends(syn, 0).is(State::syn_sent).receives(syn, 0).is(State::syn_received);
  script.sends(syn | ack, 0, 1).is(State::syn_received);
  script.receives(syn | ack, 0, 1).is(State::established);
  Script by_ack;
  by_ack.sends(syn, 0).receives(syn, 0).sends(syn | ack, 0, 1).receives(ack, 1, 1);
  by_ack.is(State::established);
}

TEST_CASE("conformance_simultaneous_close") {
  Script script;
  script.reach(State::fin_wait_1).receives(fin | ack, 1, 1).is(State::closing);
  script.sends(fin | ack, 1, 2).is(State::closing);
  script.receives(ack, 2, 2).is(State::time_wait);
  Script short_way;
  short_way.reach(State::fin_wait_1).receives(fin | ack, 1, 2).is(State::time_wait);
}

TEST_CASE("conformance_SYN_SENT_takes_only_what_acknowledges_its_SYN") {
  for (const std::uint32_t acked : {0u, 2u, 0xffffffffu}) {
    Script().sends(syn, 0).receives(syn | ack, 0, acked).is(State::syn_sent);
    Script().sends(syn, 0).receives(ack, 0, acked).is(State::syn_sent);
    Script().sends(syn, 0).receives(rst | ack, 0, acked).is(State::syn_sent);
    Script().sends(syn, 0).receives(fin | ack, 0, acked).is(State::syn_sent);
    Script().sends(syn, 0).receives(syn | ack, 0, acked).sends(rst, acked).is(State::syn_sent);
  }
  Script().sends(syn, 0).receives(rst, 0).is(State::syn_sent);
  Script().sends(syn, 0).receives(fin, 0).is(State::syn_sent);
  Script().sends(syn, 0).receives(ack, 1, 1).is(State::syn_sent);
  Script().sends(syn, 0).receives(rst | ack, 0, 1).is(State::closed);
  Script().sends(syn, 0).receives(syn | fin, 0, 0, 3).is(State::syn_received);
}

TEST_CASE("conformance_SYN_RECEIVED_takes_only_the_ACK_of_its_SYN") {
  for (const std::uint32_t acked : {0u, 2u, 70000u}) {
    Script script;
    script.reach(State::syn_received).receives(ack, 1, acked).is(State::syn_received);
    script.sends(rst, acked).is(State::syn_received);
    script.receives(ack, 1, 1).is(State::established);
  }
  Script().reach(State::syn_received).receives(syn, 0).is(State::syn_received);
  Script().reach(State::syn_received).receives(fin | ack, 1, 1).is(State::close_wait);
  Script().reach(State::syn_received).sends(fin | ack, 1, 1).is(State::fin_wait_1);
}

TEST_CASE("conformance_ACK_of_more_than_the_FIN_is_no_ACK_of_it") {
  Script().reach(State::fin_wait_1).receives(ack, 1, 3).is(State::fin_wait_1);
  Script().reach(State::closing).receives(ack, 2, 3).is(State::closing);
  Script().reach(State::last_ack).receives(ack, 2, 3).is(State::last_ack);
}

TEST_CASE("conformance_TIME_WAIT_stays_whatever_is_repeated") {
  for (const std::uint32_t number : {0u, 1u, 2u, 30000u}) {
    Script().reach(State::time_wait).receives(ack, number, 2).is(State::time_wait);
    Script().reach(State::time_wait).receives(fin | ack, number, 2).is(State::time_wait);
  }
}

TEST_CASE("conformance_closed_port_answers_with_RST") {
  for (const unsigned flags : {0u + syn, 0u + ack, 0u + (fin | ack), 0u + (syn | ack), 0u + fin})
    Script().receives(flags, 0, 1).sends(rst | ack, 1, 1).is(State::closed);
}

TEST_CASE("conformance_captures_of_a_public_suite") {
  const auto shared = test::collection();
  if (!std::filesystem::exists(shared)) WIRELAB_SKIP(test::no_collection());
  struct Expected {
    const char* name;
    std::uint64_t frame;
    State state;  // of 192.168.0.1, the host under test
  };
  for (const Expected& one :
       {Expected{"rcv-rst-established-outside-right-secure-ipv4", 4, State::established},
        Expected{"rcv-rst-established-outside-right-secure-ipv4", 7, State::time_wait},
        Expected{"syn-rcvd-via-syn-sent-ipv4", 1, State::syn_sent},
        Expected{"syn-rcvd-via-syn-sent-ipv4", 3, State::syn_received},
        Expected{"time-wait-via-closing-ipv4", 4, State::fin_wait_1},
        Expected{"time-wait-via-closing-ipv4", 6, State::closing},
        Expected{"time-wait-via-closing-ipv4", 7, State::time_wait},
        Expected{"reordering-21345", 12, State::established},
        Expected{"reordering-21345", 13, State::close_wait},
        Expected{"reordering-21345", 15, State::last_ack},
        Expected{"reordering-21345", 16, State::closed}}) {
    INFO(one.name << ", frame " << one.frame);
    auto reader =
        Reader::open((shared / ("tcp-testsuite-" + std::string(one.name) + ".pcap")).string());
    REQUIRE(reader);
    Trace trace;
    for (Item item = reader->next(); !std::holds_alternative<End>(item); item = reader->next())
      trace.add(item);
    const FrameRow row = trace.frame(one.frame - 1);
    const bool sends = row.source.starts_with("192.168.0.1:");
    CHECK(tcp::name(sends ? row.sender_state : row.receiver_state) == tcp::name(one.state));
  }
}
