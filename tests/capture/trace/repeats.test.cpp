// Which frames carried before what a frame repeats, and that finding it out costs the same however
// long the recording is.

#include "capture/trace/sent_bytes.hpp"
#include "tests/capture/trace/run.hpp"

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::psh;

namespace {

using Carriers = SentBytes::Carriers;

}  // namespace

TEST_CASE("sent_bytes_name_the_first_and_the_last_carrier") {
  SentBytes sent;
  sent.add(100, 200, 1);
  sent.add(200, 300, 2);
  CHECK(sent.of(100) == Carriers{1, 1});
  CHECK(sent.of(299) == Carriers{2, 2});
  CHECK_FALSE(sent.of(99));
  CHECK_FALSE(sent.of(300));
  sent.add(100, 200, 3);
  sent.add(150, 350, 4);  // only a part of the first, all of the second, and something new
  CHECK(sent.of(150) == Carriers{1, 3});
  CHECK(sent.of(200) == Carriers{2, 4});
  CHECK(sent.of(300) == Carriers{4, 4});
}

TEST_CASE("sent_bytes_fill_holes_in_any_order") {
  SentBytes sent;
  sent.add(0, 10, 1);
  sent.add(20, 30, 2);
  sent.add(40, 50, 3);
  CHECK_FALSE(sent.of(10));
  sent.add(5, 45, 4);
  CHECK(sent.of(10) == Carriers{4, 4});
  CHECK(sent.of(25) == Carriers{2, 4});
  CHECK(sent.of(35) == Carriers{4, 4});
  CHECK(sent.of(44) == Carriers{3, 3});
  CHECK(sent.size() == 5);
}

TEST_CASE("sent_bytes_go_on_past_the_end_of_the_sequence_space") {
  SentBytes sent;
  sent.add(0xffffff00u, 0xffffffffu, 1);
  sent.add(0xffffffffu, 100, 2);
  CHECK(sent.of(0xffffff80u) == Carriers{1, 1});
  CHECK(sent.of(0) == Carriers{2, 2});
  // Once around: what was sent with these numbers before is not what is sent now.
  for (std::uint32_t i = 1; i <= 16; ++i) sent.add(100 + (i << 28), 200 + (i << 28), 2 + i);
  CHECK(sent.of(100) == Carriers{18, 18});
  CHECK_FALSE(sent.of(0xffffff80u));
}

TEST_CASE("sent_bytes_forget_what_is_long_past") {
  SentBytes sent;
  const auto most = static_cast<std::uint32_t>(SentBytes::most_runs);
  for (std::uint32_t i = 0; i < 10 * most; ++i) {
    sent.add(10 * i, 10 * i + 10, i);
    REQUIRE(sent.size() <= 2 * most);
  }
  CHECK_FALSE(sent.of(0));
  CHECK(sent.of(10 * (9 * most)) == Carriers{9 * most, 9 * most});
}

TEST_CASE("sent_bytes_of_a_sender_of_any_numbers_stay_in_order") {
  SentBytes sent;
  std::uint32_t number = 1;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    number = number * 1664525u + 1013904223u;
    const std::uint32_t begin = i % 3 == 0 ? number : (number >> 4) + i * 1000;
    sent.add(begin, begin + 1 + number % 70'000, i);
    REQUIRE(sent.of(begin));
    CHECK(sent.of(begin)->first <= i);
  }
}

TEST_CASE("repeated_names_the_first_transmission_however_much_lies_between") {
  Capture capture;
  capture.up(ack | psh, 1, 1, 100);
  for (unsigned i = 0; i < 3; ++i) {
    for (unsigned port = 41000; port < 41500; ++port)
      capture.frame("10.0.0.1:" + std::to_string(port), server, Capture::segment(ack, 1001, 1));
    capture.after(second).up(ack | psh, 1, 1, 100);
    const auto found = capture.trace.repeated(capture.trace.frame_count() - 1);
    REQUIRE(found);
    CHECK(found->first == 0);
    CHECK(found->last == (i == 0 ? 0 : 501 * i));
  }
  CHECK_FALSE(capture.trace.repeated(0));
  CHECK_FALSE(capture.trace.repeated(1));
  CHECK_FALSE(capture.trace.repeated(99'999));
}

TEST_CASE("repeated_is_the_same_whoever_asks_first") {
  Capture one, two;
  for (Capture* capture : {&one, &two})
    for (unsigned i = 0; i < 200; ++i) {
      capture->up(ack | psh, 1 + 10 * (i % 50), 1, 10 + i % 7);
      if (capture == &two) capture->trace.repeated(i);
    }
  for (std::size_t i = 200; i-- > 0;) CHECK(one.trace.repeated(i) == two.trace.repeated(i));
}
