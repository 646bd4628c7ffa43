// Captures made by others: a frame arrives when it is seen.

#include "tests/capture/trace/run.hpp"

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::fin;
using tcp::rst;
using tcp::syn;

TEST_CASE("foreign_handshake_shows_both_ends") {
  Capture capture;
  const FrameRow first = capture.up(syn, 0);
  CHECK(first.sender_state == tcp::State::syn_sent);
  CHECK(first.receiver_state == tcp::State::unknown);
  const FrameRow answer = capture.down(syn | ack, 0, 1);
  CHECK(answer.sender_state == tcp::State::syn_received);
  CHECK(answer.receiver_state == tcp::State::established);
  capture.up(ack, 1, 1);
  CHECK(capture.states() == "ESTABLISHED ESTABLISHED");
  CHECK_FALSE(capture.trace.is_run());
  REQUIRE(capture.trace.scenes().size() == 1);
  CHECK(capture.trace.scenes()[0].step.empty());
  CHECK(capture.trace.scenes()[0].last_frame == 3);
  CHECK(capture.trace.settled_at(0, capture.now));
  CHECK(capture.trace.agreement_at(0, Side::opener, capture.now) == Agreement::unknown);
}

TEST_CASE("foreign_rows_carry_relative_numbers_and_scaled_windows") {
  Capture capture;
  const FrameRow opening = capture.up(syn, 0);
  CHECK(opening.relative_sequence == 0);
  CHECK(opening.window == 64240);
  CHECK(opening.segment.window_shift == 7);
  CHECK(opening.source == client);
  CHECK(opening.destination == server);
  capture.down(syn | ack, 0, 1);
  const FrameRow data = capture.up(ack | tcp::psh, 1, 1, 18);
  CHECK(data.relative_sequence == 1);
  CHECK(data.relative_acknowledgment == 1);
  CHECK(data.window == 64240u << 7);
  CHECK(data.segment.length == 18);
  CHECK(data.protocol == "TCP");
}

TEST_CASE("foreign_midstream_begins_at_1") {
  Capture capture;
  const FrameRow row = capture.up(ack | tcp::psh, 700, 300, 10);
  CHECK(row.relative_sequence == 1);
  CHECK(row.relative_acknowledgment == 1);
  CHECK(row.receiver_state == tcp::State::unknown);
  CHECK(capture.down(ack, 300, 710).sender_state == tcp::State::established);
  CHECK(capture.states() == "ESTABLISHED ESTABLISHED");
}

TEST_CASE("foreign_close_ends_TIME_WAIT_after_60_seconds") {
  Capture capture;
  capture.up(ack, 1, 1);
  capture.down(ack, 1, 1);
  capture.up(fin | ack, 1, 1);
  capture.down(fin | ack, 1, 2);
  capture.up(ack, 2, 2);
  CHECK(capture.states() == "TIME-WAIT CLOSED");
  const Time last = capture.now;
  capture.after(100 * second).frame("10.9.9.9:1", "10.9.9.8:2", Capture::segment(syn, 1, 0));
  CHECK(capture.states_at(last + 60 * second - 1) == "TIME-WAIT CLOSED");
  CHECK(capture.states_at(last + 60 * second) == "CLOSED CLOSED");
  const auto transitions = capture.trace.transitions(0, Side::opener);
  CHECK(transitions.back().reason == tcp::Reason::two_msl_elapsed);
  CHECK(transitions.back().frame == 0);
}

TEST_CASE("foreign_SYN_of_another_number_opens_another_stream") {
  Capture capture;
  capture.up(syn, 0);
  const FrameRow again = capture.up(syn, 0);
  CHECK(again.stream == 0);
  CHECK(again.analysis == std::vector{Verdict::retransmission});
  CHECK(again.resends == 1);
  const FrameRow other = capture.up(syn, 77777);
  CHECK(other.stream == 1);
  CHECK(other.analysis == std::vector{Verdict::reused_ports});
  CHECK(other.relative_sequence == 0);
  CHECK(capture.trace.connection_count() == 2);
  CHECK(capture.trace.connection(0).frames == 2);
  CHECK(capture.trace.connection(1).first_frame == 2);
}

TEST_CASE("foreign_SYN_ACK_without_its_SYN_names_the_acceptor") {
  Capture capture;
  const FrameRow row = capture.down(syn | ack, 0, 1);
  CHECK(row.sender == Side::acceptor);
  CHECK(capture.trace.connection(0).side(Side::opener).endpoint == client);
  capture.up(ack, 1, 1);
  CHECK(capture.trace.state_at(0, Side::acceptor, capture.now) == tcp::State::established);
}

TEST_CASE("foreign_row_of_duplicate_ACK_names_the_first") {
  Capture capture;
  capture.up(ack, 1, 1);
  capture.down(ack, 1, 1);
  const FrameRow row = capture.down(ack, 1, 1);
  CHECK(row.analysis == std::vector{Verdict::duplicate_ack});
  CHECK(row.duplicate_ack_number == 1);
  CHECK(row.duplicate_ack_frame == 2);
}

TEST_CASE("foreign_second_SYN_ACK_leaves_earlier_rows_as_they_were") {
  Capture capture;
  capture.up(syn, 0);
  capture.down(syn | ack, 0, 1);
  capture.down(syn | ack, 900, 1);
  CHECK(capture.trace.frame(1).relative_sequence == 0);
  CHECK(capture.trace.frame(2).relative_sequence == 0);
}

TEST_CASE("foreign_frame_without_TCP_has_addresses") {
  Capture capture;
  const FrameRow row = capture.frame(arp_request("10.0.0.1", "10.0.0.2"));
  CHECK_FALSE(row.is_tcp);
  CHECK(row.protocol == "ARP");
  CHECK(row.source == "10.0.0.1");
  CHECK(row.destination == "10.0.0.2");
  CHECK(capture.frame({1, 2, 3}).source.empty());
  std::vector<std::uint8_t> unknown(40, 0xab);
  CHECK(capture.frame(unknown).source == "ab:ab:ab:ab:ab:ab");
}

TEST_CASE("foreign_states_are_found_by_time") {
  Capture capture;
  const Time before = capture.now;
  capture.up(syn, 0);
  const Time opening = capture.now;
  capture.down(syn | ack, 0, 1);
  CHECK(capture.states_at(before) == "unknown unknown");
  CHECK(capture.states_at(opening) == "SYN-SENT unknown");
  CHECK(capture.states_at(opening + 1) == "SYN-SENT unknown");
  CHECK(capture.states() == "ESTABLISHED SYN-RECEIVED");
}

TEST_CASE("foreign_clock_set_back_keeps_the_order_of_frames") {
  Capture capture;
  capture.up(syn, 0);
  const Time opening = capture.now;
  capture.after(-500 * second).down(syn | ack, 0, 1);
  CHECK(capture.states_at(opening) == "ESTABLISHED SYN-RECEIVED");
  CHECK(capture.trace.end() == opening);
  CHECK(capture.trace.begin() == opening);
}

TEST_CASE("trace_without_anything_answers_nothing") {
  const Trace trace;
  CHECK(trace.frame_count() == 0);
  CHECK(trace.frame(3).number == 0);
  CHECK_FALSE(trace.frame_by_number(1));
  CHECK(trace.transitions(9, Side::opener).empty());
  CHECK(trace.state_at(9, Side::opener, 0) == tcp::State::unknown);
  CHECK(trace.kernel_at(9, Side::opener, 0) == nullptr);
  CHECK(trace.agreement_at(9, Side::opener, 0) == Agreement::unknown);
  CHECK(trace.settled_at(9, 0));
}

TEST_CASE("foreign_FINs_that_cross_are_found_by_their_ACKs") {
  Capture capture;
  capture.up(syn, 0);
  capture.down(syn | ack, 0, 1);
  capture.up(ack, 1, 1);
  capture.up(fin | ack, 1, 1);
  CHECK(capture.states() == "FIN-WAIT-1 CLOSE-WAIT");
  capture.down(fin | ack, 1, 1);  // does not acknowledge the FIN
  CHECK(capture.states() == "CLOSING CLOSING");
  capture.up(ack, 2, 2);
  capture.down(ack, 2, 2);
  CHECK(capture.states() == "TIME-WAIT TIME-WAIT");
}
