#include "capture/findings/finding.hpp"
#include "capture/findings/survey.hpp"
#include "tests/capture/trace/run.hpp"

#include <algorithm>
#include <limits>

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::findings;
using tcp::ack;
using tcp::fin;
using tcp::psh;
using tcp::rst;
using tcp::syn;

namespace {

void open(Capture& capture) {
  capture.up(syn, 0);
  capture.down(syn | ack, 0, 1);
  capture.up(ack, 1, 1);
}

ConnectionSummary summary(const Capture& capture) { return summarize(capture.trace).at(0); }

// The finding of this kind, which must be there.
Finding found(const Capture& capture, FindingKind kind) {
  for (const Finding& one : findings_of(summary(capture)))
    if (one.kind == kind) return one;
  FAIL("no " << id(kind));
  return {};
}

bool finds(const Capture& capture, FindingKind kind) {
  const auto all = findings_of(summary(capture));
  return std::any_of(all.begin(), all.end(), [&](const Finding& one) { return one.kind == kind; });
}

using Frames = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("findings_of_a_good_connection_are_none") {
  Capture capture;
  open(capture);
  capture.up(ack | psh, 1, 1, 100);
  capture.down(ack, 1, 101);
  capture.up(fin | ack, 101, 1);
  capture.down(fin | ack, 1, 102);
  capture.up(ack, 102, 2);
  const ConnectionSummary one = summary(capture);
  CHECK(one.opening == Opening::handshake);
  CHECK(one.ending == Ending::closed);
  CHECK(one.closed_first == Side::opener);
  CHECK(one.handshake_rtt == 2 * ms);
  CHECK(one.side(Side::opener).segments == 5);
  CHECK(one.side(Side::opener).bytes == 100);
  CHECK(one.side(Side::acceptor).segments == 3);
  CHECK(one.side(Side::acceptor).window_max == 64240u << 7);
  CHECK(findings_of(one).empty());
}

TEST_CASE("finding_no_answer_counts_the_SYNs") {
  Capture capture;
  capture.up(syn, 0);
  capture.after(second).up(syn, 0);
  capture.after(2 * second).up(syn, 0);
  const Finding one = found(capture, FindingKind::no_answer);
  CHECK(one.count == 3);
  CHECK(one.time == 3 * second + 2 * ms);
  CHECK(one.frames == Frames{1, 3});
  CHECK(summary(capture).ending == Ending::no_answer);
}

TEST_CASE("finding_no_answer_waits_for_the_first_timeout") {
  Capture capture;
  capture.up(syn, 0);
  capture.after(second / 2).frame("10.0.0.1:7", "10.0.0.9:7", Capture::segment(syn, 1, 0));
  CHECK(rank(summarize(capture.trace)).empty());
  capture.after(second).frame("10.0.0.1:7", "10.0.0.9:7", Capture::segment(syn, 1, 0));
  const auto all = rank(summarize(capture.trace));
  REQUIRE(all.size() == 2);
  CHECK(all[0].count == 1);
  CHECK(*all[0].time >= second);
}

TEST_CASE("finding_refused_names_who_refused") {
  Capture capture;
  capture.up(syn, 0);
  capture.down(rst | ack, 0, 1);
  const Finding one = found(capture, FindingKind::refused);
  CHECK(one.who == Side::acceptor);
  CHECK(one.frames == Frames{1, 2});
  CHECK_FALSE(finds(capture, FindingKind::reset));
}

TEST_CASE("finding_reset_names_by_whom") {
  Capture capture;
  open(capture);
  capture.down(rst | ack, 1, 1);
  CHECK(found(capture, FindingKind::reset).who == Side::acceptor);
  CHECK(summary(capture).closed_first == Side::acceptor);
}

TEST_CASE("finding_RST_that_answers_a_stray_segment_is_no_reset") {
  Capture capture;
  open(capture);
  capture.down(rst, 900000);  // of numbers that are nobody's
  CHECK_FALSE(finds(capture, FindingKind::reset));
}

TEST_CASE("finding_zero_window_lasts_until_it_opens") {
  Capture capture;
  open(capture);
  capture.up(ack | psh, 1, 1, 100);
  tcp::Segment closed = Capture::segment(ack, 5001, 1101);
  closed.window = 0;
  capture.frame(server, client, closed);
  capture.after(2 * second).down(ack, 1, 101);
  const Finding one = found(capture, FindingKind::zero_window);
  CHECK(one.who == Side::acceptor);
  CHECK(one.time == 2 * second + ms);
  CHECK(one.frames == Frames{5, 6});
}

TEST_CASE("finding_lost_tail_is_repeated_and_never_acknowledged") {
  Capture capture;
  open(capture);
  capture.up(ack | psh, 1, 1, 100);
  capture.after(second).up(ack | psh, 1, 1, 100);
  CHECK_FALSE(finds(capture, FindingKind::lost_tail));
  capture.after(second).up(ack | psh, 1, 1, 100);
  const Finding one = found(capture, FindingKind::lost_tail);
  CHECK(one.count == 2);
  CHECK(one.frames == Frames{5, 6});
  CHECK(summary(capture).ending == Ending::lost_tail);
  capture.down(ack, 1, 101);
  CHECK_FALSE(finds(capture, FindingKind::lost_tail));
}

TEST_CASE("finding_half_closed_for_long") {
  Capture capture;
  open(capture);
  capture.down(fin | ack, 1, 1);
  capture.up(ack, 1, 2);
  CHECK_FALSE(finds(capture, FindingKind::half_closed));
  capture.after(30 * second).up(fin | ack, 1, 2);
  const Finding one = found(capture, FindingKind::half_closed);
  CHECK(one.who == Side::opener);
  CHECK(one.time == 30 * second + 2 * ms);
}

TEST_CASE("finding_retransmissions_have_a_share") {
  Capture capture;
  open(capture);
  for (std::uint32_t i = 0; i < 10; ++i) capture.up(ack | psh, 1 + i * 100, 1, 100);
  for (std::uint32_t i = 0; i < 3; ++i) capture.after(second).up(ack | psh, 901, 1, 100);
  capture.down(ack, 1, 1001);
  const Finding one = found(capture, FindingKind::retransmissions);
  CHECK(one.count == 3);
  CHECK(one.share == Approx(3.0 / 13));
}

TEST_CASE("finding_slow_handshake_and_unfinished_one") {
  Capture capture;
  capture.up(syn, 0);
  capture.after(second).up(syn, 0);
  capture.down(syn | ack, 0, 1);
  CHECK(found(capture, FindingKind::slow_handshake).count == 2);
  CHECK(found(capture, FindingKind::incomplete).frames == Frames{1, 3});
}

TEST_CASE("findings_are_ranked_worst_first") {
  Capture capture;
  capture.up(syn, 0);
  capture.down(rst | ack, 0, 1);
  for (int i = 0; i < 3; ++i)
    capture.frame("10.0.0.1:7", "10.0.0.9:7", Capture::segment(syn, 1, 0));
  const auto all = rank(summarize(capture.trace));
  REQUIRE(all.size() == 2);
  CHECK(all[0].kind == FindingKind::no_answer);
  CHECK(all[0].stream == 1);
  CHECK(all[1].kind == FindingKind::refused);
}

TEST_CASE("findings_of_nothing") { CHECK(rank(summarize(Trace())).empty()); }

TEST_CASE("findings_of_times_at_the_ends_of_their_range") {
  constexpr Time most = std::numeric_limits<Time>::max();
  Capture capture;
  capture.now = std::numeric_limits<Time>::min();
  capture.up(syn, 0);
  capture.now = most - 10 * ms;
  capture.down(syn | ack, 0, 1);
  CHECK(found(capture, FindingKind::slow_handshake).time == most);
}
