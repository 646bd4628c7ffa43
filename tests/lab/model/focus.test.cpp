// The connection in focus of a capture: its frames, how they fold, its states and its time.

#include "tests/lab/capture_builder.hpp"

#include "lab/model/focus.hpp"

using namespace wirelab;
using namespace wirelab::test;
using lab::Focus;
using tcp::ack;
using tcp::syn;

namespace {

const std::string third = "10.0.0.3:50000";

void open(CaptureBuilder& capture) {
  capture.up(syn, 0);
  capture.down(syn | ack, 0, 1);
  capture.up(ack, 1, 1);
}

// Data from the client, every segment answered by an ACK.
void send(CaptureBuilder& capture, std::uint32_t from, int segments) {
  for (int i = 0; i < segments; ++i) {
    const std::uint32_t at = from + static_cast<std::uint32_t>(i) * 100;
    capture.up(ack, at, 1, 100);
    capture.down(ack, 1, at + 100);
  }
}

Focus whole(const Trace& trace, std::uint32_t stream, const std::set<lab::Fold>& opened = {}) {
  Focus focus;
  while (focus.update(trace, stream, opened, 1000)) {
  }
  return focus;
}

}  // namespace

TEST_CASE("focus_has_the_frames_of_its_connection_alone") {
  CaptureBuilder capture;
  open(capture);
  capture.frame(third, server, CaptureBuilder::segment(syn, 7, 0));
  send(capture, 1, 2);
  const Focus focus = whole(capture.trace, 0);
  CHECK(focus.frames().size() == 7);
  for (const auto index : focus.frames()) CHECK(capture.trace.tcp(index)->stream == 0);
  CHECK(focus.position(3) == 3);  // the frame of another connection: the next of ours
  CHECK(focus.position_at(capture.trace, capture.trace.tcp(2)->sent) == 3);
  CHECK(focus.items().size() == 7);  // few frames are never folded
  CHECK(whole(capture.trace, 1).frames().size() == 1);
}

TEST_CASE("focus_is_taken_up_in_slices_and_follows_a_growing_trace") {
  CaptureBuilder capture;
  open(capture);
  Focus focus;
  CHECK(focus.update(capture.trace, 0, {}, 1));
  CHECK(focus.frames().size() == 1);
  CHECK(focus.update(capture.trace, 0, {}, 1));
  CHECK_FALSE(focus.update(capture.trace, 0, {}, 1));
  CHECK(focus.frames().size() == 3);
  send(capture, 1, 1);
  CHECK_FALSE(focus.update(capture.trace, 0, {}, 100));
  CHECK(focus.frames().size() == 5);
  CHECK(focus.teaching().to_teaching(capture.now) == focus.teaching().length());
}

TEST_CASE("focus_knows_the_states_at_every_time") {
  CaptureBuilder capture;
  open(capture);
  const Time opened = capture.now;
  capture.up(ack | tcp::fin, 1, 1);
  const Focus focus = whole(capture.trace, 0);
  CHECK(focus.state_at(Side::opener, opened) == tcp::State::established);
  CHECK(focus.state_at(Side::opener, capture.now) == tcp::State::fin_wait_1);
  CHECK(focus.state_at(Side::acceptor, capture.now) == tcp::State::close_wait);
  CHECK(focus.state_at(Side::opener, opened - second) == tcp::State::unknown);
}

TEST_CASE("focus_folds_a_long_transfer_and_keeps_what_matters_apart") {
  CaptureBuilder capture;
  open(capture);
  send(capture, 1, 1000);
  capture.up(ack, 1, 1, 100);  // again, long after: a retransmission
  capture.after(second);       // and a silence
  send(capture, 100'001, 500);
  capture.up(ack | tcp::fin, 150'001, 1);
  const Focus focus = whole(capture.trace, 0);
  std::size_t frames = 0, bands = 0;
  for (const auto& item : focus.items()) {
    CHECK(item.first == frames);  // nothing is left out, nothing twice
    frames += item.count;
    bands += item.count > 1;
    for (std::uint32_t i = 0; item.count > 1 && i < item.count; ++i)
      REQUIRE(capture.trace.tcp(focus.frames()[item.first + i])->verdicts.empty());
  }
  CHECK(frames == focus.frames().size());
  CHECK(bands == 2);
  CHECK(focus.items().size() < 20);
  CHECK(focus.teaching().length() < 500 * ms);
}

TEST_CASE("focus_opens_a_fold_to_smaller_ones_and_those_to_frames") {
  CaptureBuilder capture;
  open(capture);
  send(capture, 1, 2000);
  const Focus closed = whole(capture.trace, 0);
  const auto band = std::find_if(closed.items().begin(), closed.items().end(),
                                 [](const Focus::Item& item) { return item.count > 1; });
  REQUIRE(band != closed.items().end());
  std::set<lab::Fold> folds{{closed.frames()[band->first], band->level}};
  const Focus open_once = whole(capture.trace, 0, folds);
  CHECK(open_once.items().size() > closed.items().size() + 5);
  CHECK(open_once.items().size() < 100);
  for (int i = 0; i < 4; ++i) {
    const Focus focus = whole(capture.trace, 0, folds);
    for (const auto& item : focus.items())
      if (item.count > 1) folds.insert({focus.frames()[item.first], item.level});
  }
  CHECK(whole(capture.trace, 0, folds).items().size() == closed.frames().size());
}
