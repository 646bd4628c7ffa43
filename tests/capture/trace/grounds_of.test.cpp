// What each verdict rests on: the numbers and frames that a person can look up.

#include "capture/trace/grounds_of.hpp"
#include "tests/capture/trace/run.hpp"

#include <algorithm>

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::psh;
using tcp::syn;
using verdicts::Grounds;

namespace {

class Talk : public Capture {
 public:
  Talk() {
    up(syn, 0);
    down(syn | ack, 0, 1);
    up(ack, 1, 1);
  }
  // Of the last frame; asked at once and by one that follows, which must say the same.
  Grounds of(Verdict verdict) {
    const std::size_t last = trace.frame_count() - 1;
    Witnesses witnesses;
    std::vector<Grounds> followed;
    for (std::size_t i = 0; i <= last; ++i) followed = witnesses.see(trace, trace.frame(i));
    const auto asked = grounds_of(trace, last);
    REQUIRE(asked.size() == followed.size());
    for (std::size_t i = 0; i < asked.size(); ++i) {
      CHECK(asked[i].frame == followed[i].frame);
      if (asked[i].verdict == verdict) return asked[i];
    }
    FAIL("no " << name(verdict));
    return {};
  }
  std::uint32_t relative(const Grounds& grounds, std::uint32_t number) const {
    return relative_to(trace.frame(trace.frame_count() - 1), grounds, number);
  }
};

}  // namespace

TEST_CASE("grounds_of_a_retransmission_name_the_first_frame") {
  Talk talk;
  talk.up(ack | psh, 1, 1, 1448);
  talk.up(ack | psh, 1449, 1, 1448);
  talk.after(210 * ms).up(ack | psh, 1, 1, 1448);
  const Grounds grounds = talk.of(Verdict::retransmission);
  CHECK(talk.relative(grounds, grounds.end) == 1449);
  CHECK(talk.relative(grounds, grounds.expected) == 2897);
  CHECK(grounds.frame == 4);
  CHECK(grounds.since == 212 * ms);
}

TEST_CASE("grounds_of_a_hole_count_what_is_missing") {
  Talk talk;
  talk.up(ack | psh, 1, 1, 100);
  talk.up(ack | psh, 301, 1, 100);
  const Grounds grounds = talk.of(Verdict::lost_segment);
  CHECK(grounds.count == 200);
  CHECK(grounds.frame == 4);
  talk.down(ack, 1, 901);
  const Grounds beyond = talk.of(Verdict::ack_lost_segment);
  CHECK(talk.relative(beyond, beyond.end) == 901);
  CHECK(talk.relative(beyond, beyond.expected) == 401);
}

TEST_CASE("grounds_of_duplicate_ACKs_and_of_the_resend_they_cause") {
  Talk talk;
  talk.down(ack, 1, 1);
  for (std::uint32_t i = 0; i < 4; ++i) talk.up(ack | psh, 1 + 100 * i, 1, 100);
  talk.down(ack, 1, 1);
  talk.down(ack, 1, 1);
  const Grounds duplicate = talk.of(Verdict::duplicate_ack);
  CHECK(duplicate.frame == talk.trace.frame(talk.trace.frame_count() - 1).duplicate_ack_frame);
  CHECK(duplicate.count == talk.trace.frame(talk.trace.frame_count() - 1).duplicate_ack_number);
  talk.up(ack | psh, 1, 1, 100);
  CHECK(talk.of(Verdict::fast_retransmission).count == duplicate.count);
}

TEST_CASE("grounds_of_a_spurious_resend_name_the_ACK") {
  Talk talk;
  talk.up(ack | psh, 1, 1, 100);
  talk.down(ack, 1, 101);
  talk.up(ack | psh, 1, 1, 100);
  const Grounds grounds = talk.of(Verdict::spurious_retransmission);
  CHECK(grounds.frame == 5);
  CHECK(talk.relative(grounds, grounds.expected) == 101);
}

TEST_CASE("grounds_of_windows") {
  Talk talk;
  talk.down(ack, 1, 1);
  tcp::Segment update = Capture::segment(ack, 5001, 1001);
  update.window = 100;
  talk.frame(server, client, update);
  const Grounds grounds = talk.of(Verdict::window_update);
  CHECK(grounds.count == 100);
  CHECK(grounds.before == 64240);
}

TEST_CASE("grounds_of_frames_without_verdicts_are_none") {
  const Talk talk;
  CHECK(grounds_of(talk.trace, 0).empty());
  CHECK(grounds_of(talk.trace, 99).empty());
}

TEST_CASE("grounds_of_a_connection_that_was_silent_for_long_are_known_still") {
  Capture capture;
  Witnesses witnesses;
  std::vector<Grounds> grounds;
  const auto say = [&](unsigned port, unsigned flags, std::uint32_t sequence,
                       std::uint32_t length) {
    grounds = witnesses.see(capture.trace,
                            capture.frame("10.0.0.1:" + std::to_string(port), server,
                                          Capture::segment(flags, 1000 + sequence, 0, length)));
  };
  say(40000, syn, 0, 0);
  say(40000, ack | psh, 1, 100);
  for (unsigned port = 41000; port < 41100; ++port) say(port, syn, 0, 0);
  say(40000, ack | psh, 101, 100);  // nothing to explain
  CHECK(grounds.empty());
  capture.after(second);
  say(40000, ack | psh, 101, 100);
  REQUIRE(grounds.size() == 1);
  CHECK(grounds[0].verdict == Verdict::retransmission);
  CHECK(grounds[0].frame == 103);
  say(40000, ack | psh, 1, 100);
  REQUIRE(grounds.size() == 1);
  CHECK(grounds[0].frame == 2);
}

// Of bytes that no frame of the recording held nobody says that one did.
TEST_CASE("grounds_of_a_repetition_of_what_was_not_recorded_name_no_frame") {
  Talk talk;
  talk.up(ack | psh, 1, 1, 100);
  talk.up(ack | psh, 301, 1, 100);
  talk.after(second).up(ack | psh, 101, 1, 100);
  CHECK(talk.of(Verdict::retransmission).frame == 0);
}
