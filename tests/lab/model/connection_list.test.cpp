// The connections of a capture, worst first, and the frames that pass a filter.

#include "tests/lab/capture_builder.hpp"

#include "lab/model/connection_list.hpp"
#include "lab/model/filtered_frames.hpp"

using namespace wirelab;
using namespace wirelab::test;
using namespace wirelab::lab;
using tcp::ack;
using tcp::rst;
using tcp::syn;

namespace {

// Stream 0 is well, 1 is refused, 2 gets no answer.
void fill(CaptureBuilder& capture) {
  capture.up(syn, 0);
  capture.down(syn | ack, 0, 1);
  capture.up(ack, 1, 1);
  capture.frame("10.0.0.3:1000", server, CaptureBuilder::segment(syn, 10, 0));
  capture.frame(server, "10.0.0.3:1000", CaptureBuilder::segment(rst | ack, 0, 11));
  capture.frame("10.0.0.4:1000", server, CaptureBuilder::segment(syn, 20, 0));
  capture.after(second);
  capture.frame("10.0.0.4:1000", server, CaptureBuilder::segment(syn, 20, 0));
}

std::vector<std::uint32_t> order(ConnectionList& list) {
  list.rank();
  list.publish();
  const auto streams = list.worst_first();
  return {streams.begin(), streams.end()};
}

}  // namespace

TEST_CASE("connections_stand_worst_first") {
  CaptureBuilder capture;
  fill(capture);
  ConnectionList list;
  CHECK_FALSE(list.catch_up(capture.trace, 100));
  CHECK(list.size() == 3);
  CHECK(list.worst_first().empty());  // not before it is published
  CHECK(order(list) == std::vector<std::uint32_t>{2, 1, 0});
  CHECK(list.findings(2).front().kind == findings::FindingKind::no_answer);
  CHECK(list.findings(0).empty());
}

TEST_CASE("connections_are_ordered_anew_by_what_comes") {
  CaptureBuilder capture;
  fill(capture);
  ConnectionList list;
  CHECK(list.catch_up(capture.trace, 3));
  CHECK(order(list) == std::vector<std::uint32_t>{0});
  list.catch_up(capture.trace, 100);
  CHECK(order(list) == std::vector<std::uint32_t>{2, 1, 0});
  // The answer comes after all: what was worst is well.
  capture.frame(server, "10.0.0.4:1000", CaptureBuilder::segment(syn | ack, 70, 21));
  capture.frame("10.0.0.4:1000", server, CaptureBuilder::segment(ack, 21, 71));
  CHECK_FALSE(list.catch_up(capture.trace, 100));
  CHECK(order(list).front() == 1);
}

TEST_CASE("connections_equally_bad_are_ordered_by_what_was_sent_again") {
  CaptureBuilder capture;
  for (const char* end : {"10.0.0.5:1", "10.0.0.6:1"}) {
    capture.frame(end, server, CaptureBuilder::segment(ack, 1, 1, 100));
    capture.frame(server, end, CaptureBuilder::segment(ack, 1, 101));
  }
  capture.after(second);
  capture.frame("10.0.0.6:1", server, CaptureBuilder::segment(ack, 1, 1, 100));
  ConnectionList list;
  list.catch_up(capture.trace, 100);
  REQUIRE(list.summary(1).side(Side::opener).retransmissions == 1);
  CHECK(order(list) == std::vector<std::uint32_t>{1, 0});
}

TEST_CASE("filter_keeps_the_frames_that_pass_and_their_connections") {
  CaptureBuilder capture;
  fill(capture);
  FilteredFrames all;
  CHECK(all.takes_all());
  CHECK(all.count(capture.trace) == 7);
  CHECK(all.frame(4) == 4);
  CHECK(all.takes_stream(2));
  FilteredFrames resets("tcp.flags.reset == 1", *filter::Filter::compile("tcp.flags.reset == 1"));
  capture.ask(resets);
  CHECK(resets.count(capture.trace) == 1);
  CHECK(resets.frame(0) == 4);
  CHECK(resets.position(4) == 0);
  CHECK(resets.position(5) == 1);
  CHECK(resets.takes_stream(1));
  CHECK_FALSE(resets.takes_stream(0));
  CHECK_FALSE(resets.takes_stream(2));
  capture.frame("10.0.0.4:1000", server, CaptureBuilder::segment(rst, 21, 0));
  capture.ask(resets);
  CHECK(resets.count(capture.trace) == 2);
  CHECK(resets.takes_stream(2));
}
