// The verdicts of the reference tool (tshark 4.0), each in the story in which a learner meets it.

#include "tests/capture/verdicts/judged.hpp"

using namespace wirelab;
using namespace wirelab::verdicts;
using wirelab::verdicts::test::ms;
using wirelab::verdicts::test::Story;

namespace {

constexpr unsigned ack = tcp::ack;
constexpr unsigned psh_ack = tcp::psh | tcp::ack;
constexpr unsigned fin_ack = tcp::fin | tcp::ack;

// Ten segments of 100 bytes from a; the third is lost, three duplicate ACKs ask for it.
Story three_duplicate_acks() {
  Story story;
  story.handshake();
  story.a(psh_ack, 1, 1, 100);
  story.a(psh_ack, 101, 1, 100);
  story.after(5 * ms).b(ack, 1, 201);
  story.a(psh_ack, 301, 1, 100);  // 201 was lost before the tap
  story.a(psh_ack, 401, 1, 100);
  story.a(psh_ack, 501, 1, 100);
  story.after(5 * ms);
  for (int i = 0; i < 3; ++i) story.b(ack, 1, 201);
  return story;
}

}  // namespace

TEST_CASE("clean_connection_has_no_verdict") {
  Story story;
  CHECK(story.a(tcp::syn, 0, 0) == "");
  CHECK(story.b(tcp::syn | tcp::ack, 0, 1) == "");
  CHECK(story.a(ack, 1, 1) == "");
  CHECK(story.a(psh_ack, 1, 1, 100) == "");
  CHECK(story.b(ack, 1, 101) == "");
  CHECK(story.a(fin_ack, 101, 1) == "");
  CHECK(story.b(fin_ack, 1, 102) == "");
  CHECK(story.a(ack, 102, 2) == "");
}

TEST_CASE("syn_again_is_retransmission") {
  Story story;
  story.a(tcp::syn, 0, 0);
  CHECK(story.after(1000 * ms).a(tcp::syn, 0, 0) == "retransmission");
}

TEST_CASE("syn_again_takes_the_stream_back_to_its_first_hole") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  CHECK(story.a(psh_ack, 1001, 1, 100) == "lost_segment");
  // Judged by the number after the hole's beginning, not by the end of all that was sent.
  CHECK(story.after(ms).a(tcp::syn, 0, 0) == "out_of_order");
  CHECK(story.a(psh_ack, 101, 1, 100) == "");
}

TEST_CASE("syn_with_data_again_is_judged_from_behind_the_SYN") {
  Story story;
  story.a(tcp::syn, 0, 0);
  CHECK(story.after(ms).a(tcp::syn, 0, 0, 10) == "");
  CHECK(story.after(ms).a(tcp::syn, 0, 0, 10) == "");
  CHECK(story.after(ms).a(tcp::syn, 0, 0) == "retransmission");
}

TEST_CASE("segment_that_ends_the_handshake_is_judged_without_its_round_trip") {
  Story story;
  story.a(tcp::syn, 100, 0);
  CHECK(story.after(2 * ms).a(ack, 20, 1, 30) == "out_of_order");
  // From now on 2 ms are the threshold, not 3.
  CHECK(story.after(2 * ms).a(ack, 20, 1, 30) == "retransmission");
}

TEST_CASE("syn_ack_again_takes_its_window_unscaled_until_the_next_ACK") {
  Story story;
  story.handshake().windows(64240, 200).b(ack, 1, 1);
  story.b(tcp::syn | ack, 0, 1);
  CHECK(story.a(psh_ack, 1, 1, 200) == "window_full");
  story.b(ack, 1, 201);
  CHECK(story.a(psh_ack, 201, 1, 200) == "");
}

TEST_CASE("half_the_circle_ahead_is_a_lost_segment") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  CHECK(story.a(psh_ack, 101 + 0x80000000u, 1, 100) ==
        "retransmission spurious_retransmission lost_segment");
}

TEST_CASE("fin_again_is_always_retransmission") {
  Story story;
  story.handshake().a(fin_ack, 1, 1);
  story.b(ack, 1, 2);
  CHECK(story.a(fin_ack, 1, 1) == "retransmission");
}

TEST_CASE("duplicate_acks_are_counted_from_the_first_of_their_number") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  story.b(ack, 1, 101);
  const std::uint64_t first = story.number();
  CHECK(story.b(ack, 1, 101) == "duplicate_ack");
  CHECK(story.b(ack, 1, 101) == "duplicate_ack");
  CHECK(story.evidence().duplicate_number == 2);
  CHECK(story.evidence().duplicate_of == first);
}

TEST_CASE("hole_then_resend_at_once_is_fast_retransmission") {
  Story story = three_duplicate_acks();
  CHECK(story.a(psh_ack, 201, 1, 100) == "retransmission fast_retransmission");
}

TEST_CASE("hole_then_resend_after_20_ms_is_retransmission") {
  Story story = three_duplicate_acks();
  CHECK(story.after(20 * ms).a(psh_ack, 201, 1, 100) == "retransmission");
}

TEST_CASE("segment_after_a_hole_is_lost_segment") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  CHECK(story.a(psh_ack, 201, 1, 100) == "lost_segment");
  // Within one handshake's round trip the missing one only came late.
  CHECK(story.after(9 * ms).a(psh_ack, 101, 1, 100) == "out_of_order");
}

TEST_CASE("missing_segment_after_a_round_trip_is_retransmission") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  story.a(psh_ack, 201, 1, 100);
  CHECK(story.after(10 * ms).a(psh_ack, 101, 1, 100) == "retransmission");
}

TEST_CASE("resend_of_acknowledged_data_is_spurious") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  story.b(ack, 1, 101);
  CHECK(story.after(210 * ms).a(psh_ack, 1, 1, 100) == "retransmission spurious_retransmission");
  CHECK(story.b(ack, 1, 101) == "duplicate_ack");
}

TEST_CASE("ack_of_unseen_data_is_said_once") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  CHECK(story.b(ack, 1, 301) == "ack_lost_segment");
  CHECK(story.a(psh_ack, 301, 1, 100) == "lost_segment");
}

TEST_CASE("window_closes_is_probed_and_opens") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  story.windows(64240, 0);
  CHECK(story.b(ack, 1, 101) == "zero_window");
  // Linux probes with the byte before the next one and none of its own.
  CHECK(story.a(ack, 100, 1) == "keep_alive");
  CHECK(story.b(ack, 1, 101) == "zero_window");
  // Others send the next byte.
  CHECK(story.a(psh_ack, 101, 1, 1) == "zero_window_probe");
  CHECK(story.b(ack, 1, 101) == "zero_window zero_window_probe_ack");
  story.windows(64240, 500);
  CHECK(story.b(ack, 1, 101) == "window_update");
  // Data that begin with the probe's byte are new.
  CHECK(story.a(psh_ack, 101, 1, 50) == "");
}

TEST_CASE("keep_alive_is_answered") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 10);
  story.b(ack, 1, 11);
  CHECK(story.a(ack, 10, 1) == "keep_alive");
  CHECK(story.b(ack, 1, 11) == "keep_alive_ack");
}

TEST_CASE("window_full_uses_the_scale_after_the_handshake") {
  Story story;
  story.shifts(2, 2).windows(64240, 50).handshake();
  // Until its first ACK without SYN, b's window is that of its SYN: never scaled.
  CHECK(story.a(psh_ack, 1, 1, 50) == "window_full");
  CHECK(story.b(ack, 1, 51) == "");
  CHECK(story.a(psh_ack, 51, 1, 50) == "");
  CHECK(story.a(psh_ack, 101, 1, 150) == "window_full");
}

TEST_CASE("window_full_is_unknown_without_the_SYNs") {
  Story story;
  story.windows(64240, 50);
  story.b(ack, 1, 1);
  CHECK(story.a(psh_ack, 1, 1, 50) == "");
}

TEST_CASE("window_moves_with_the_same_ack_is_no_duplicate") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 10);
  story.b(ack, 1, 11);
  story.windows(64240, 300);
  CHECK(story.b(ack, 1, 11) == "window_update");
}

TEST_CASE("clock_set_back_is_retransmission") {
  Story story;
  story.handshake().a(psh_ack, 1, 1, 100);
  story.a(psh_ack, 201, 1, 100);
  CHECK(story.after(-1000 * ms).a(psh_ack, 101, 1, 100) == "retransmission");
}

TEST_CASE("another_SYN_starts_anew") {
  History history;
  const tcp::Segment first{.sequence = 7, .flags = tcp::syn};
  judge(history, 0, first, 1, 0);
  CHECK_FALSE(starts_anew(history.directions[0], first));
  CHECK(starts_anew(history.directions[0], tcp::Segment{.sequence = 8, .flags = tcp::syn}));
  CHECK_FALSE(starts_anew(history.directions[1], tcp::Segment{.sequence = 8, .flags = tcp::syn}));
  CHECK_FALSE(starts_anew(history.directions[0],
                          tcp::Segment{.sequence = 8, .flags = tcp::syn | tcp::ack}));
}

TEST_CASE("another_SYN_ACK_moves_the_base") {
  Story story;
  story.a(tcp::syn, 0, 0);
  story.b(tcp::syn | tcp::ack, 0, 1);
  CHECK(story.b(tcp::syn | tcp::ack, 900, 1) == "lost_segment reused_ports");
}

TEST_CASE("verdicts_read_their_names") {
  for (int i = 0; i < verdict_count; ++i) {
    const auto one = static_cast<Verdict>(i);
    CHECK(verdict(name(one)) == one);
  }
  CHECK_FALSE(verdict("late"));
}
