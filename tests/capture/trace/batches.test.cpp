// Frames taken up many at once tell what they tell one by one.

#include "tests/capture/ipv6_builder.hpp"
#include "tests/capture/random.hpp"
#include "tests/capture/trace/run.hpp"
#include "tests/capture/trace/same.hpp"

#include <deque>

using namespace wirelab;
using namespace wirelab::test;
using tcp::ack;
using tcp::fin;
using tcp::syn;

namespace {

// The frames of a recording, to be fed in whatever portions.
class Recording {
 public:
  void add(std::vector<std::uint8_t> bytes) {
    bytes_.push_back(std::move(bytes));
    frames_.push_back({.time = now += ms,
                       .number = frames_.size() + 1,
                       .wire_length = static_cast<std::uint32_t>(bytes_.back().size()),
                       .file_offset = frames_.size() * 100,
                       .bytes = bytes_.back()});
  }
  void add(const std::string& from, const std::string& to, unsigned flags, std::uint32_t sequence,
           std::uint32_t acknowledgment = 0, std::uint32_t length = 0) {
    add(tcp_frame(from, to, Capture::segment(flags, sequence, acknowledgment, length)));
  }
  // A whole connection: opened, ten bytes, closed by one side.
  void talk(const std::string& from, const std::string& to, std::uint32_t own, std::uint32_t peer) {
    add(from, to, syn, own);
    add(to, from, syn | ack, peer, own + 1);
    add(from, to, ack, own + 1, peer + 1);
    add(from, to, ack, own + 1, peer + 1, 10);
    add(to, from, ack, peer + 1, own + 11);
    add(from, to, fin | ack, own + 11, peer + 1);
    add(to, from, fin | ack, peer + 1, own + 12);
    add(from, to, ack, own + 12, peer + 2);
  }
  std::span<const Frame> frames() const { return frames_; }
  // Portions of a size that `size()` says; one by one without.
  template <class Size>
  void feed(Trace& trace, Size&& size) const {
    trace.add(Interface{});
    for (std::span<const Frame> rest = frames_; !rest.empty();) {
      const std::size_t count = std::min<std::size_t>(rest.size(), size());
      trace.add(rest.first(count));
      rest = rest.subspan(count);
    }
    trace.add(End{});
  }
  void feed_singly(Trace& trace) const {
    trace.add(Interface{});
    for (const Frame& frame : frames_) trace.add(Item(frame));
    trace.add(End{});
  }

  Time now = 1'700'000'000 * second;

 private:
  std::deque<std::vector<std::uint8_t>> bytes_;
  std::vector<Frame> frames_;
};

// In all portions that could matter; gives what is known of it.
Trace fed(const Recording& recording) {
  Trace single;
  recording.feed_singly(single);
  for (const std::size_t size : {1u, 2u, 3u, 5u, 31u, 32u, 33u, 64u, 1000u}) {
    Trace batched;
    recording.feed(batched, [&] { return size; });
    const std::string differs = difference(single, batched);
    CAPTURE(size, differs);
    CHECK(differs.empty());
  }
  return single;
}

std::vector<std::uint8_t> anything(Random& random) {
  const std::string ends[] = {"10.0.0.1:" + std::to_string(1 + random.below(6)),
                              "10.0.0." + std::to_string(2 + random.below(3)) + ":80"};
  const std::size_t from = random.below(2);
  const tcp::Segment segment{
      .sequence = 1000 + random.below(60),
      .acknowledgment = 1000 + random.below(60),
      .flags = static_cast<std::uint16_t>(random.once_in(3) ? random.below(64) : +tcp::ack),
      .window = static_cast<std::uint16_t>(random.below(3) * 50),
      .length = random.below(30),
      .window_shift = 7};
  auto bytes = tcp_frame(ends[from], ends[1 - from], segment);
  if (random.once_in(4)) bytes = tcp_over_ipv6(bytes);
  if (random.once_in(12)) bytes = arp_request("10.0.0.1", ends[1]);
  if (random.once_in(20)) bytes.resize(random.below(60));
  return bytes;
}

}  // namespace

TEST_CASE("connections_opened_and_reopened_within_a_batch_are_the_same_as_one_by_one") {
  Recording recording;
  for (std::uint32_t i = 0; i < 5; ++i) recording.talk(client, server, 1000 + i * 5000, 9000);
  const Trace trace = fed(recording);
  CHECK(trace.connection_count() == 5);
  CHECK(trace.frame(8).analysis == std::vector{Verdict::reused_ports});
}

TEST_CASE("reopened_connection_goes_on_in_the_batch_that_reopened_it") {
  Recording recording;
  recording.talk(client, server, 1000, 9000);
  recording.add(client, server, syn, 50'000);  // the guesses of this batch lead to the one before
  recording.add(server, client, syn | ack, 70'000, 50'001);
  for (std::uint32_t i = 0; i < 40; ++i)
    recording.add(client, server, ack, 50'001 + i * 10, 70'001, 10);
  const Trace trace = fed(recording);
  CHECK(trace.connection_count() == 2);
  CHECK(trace.connection(0).frames == 8);
  CHECK(trace.connection(1).frames == 42);
}

TEST_CASE("interleaved_connections_are_told_apart_in_a_batch") {
  Recording recording;
  for (std::uint32_t at = 0; at < 40; ++at)
    for (const std::string one : {"10.0.0.1:1", "10.0.0.1:2", "10.0.0.3:1"})
      recording.add(one, server, ack, 1000 + at * 10, 5000, 10);
  CHECK(fed(recording).connection_count() == 3);
}

TEST_CASE("connections_of_IPv6_in_a_batch_are_the_same_as_one_by_one") {
  Recording four, six;
  four.talk(client, server, 1000, 9000);
  four.talk(client, server, 7000, 3000);
  for (const Frame& frame : four.frames()) {
    six.add(tcp_over_ipv6({frame.bytes.begin(), frame.bytes.end()}));
    six.add({frame.bytes.begin(), frame.bytes.end()});
  }
  const Trace trace = fed(six);
  CHECK(trace.connection_count() == 4);
  CHECK(trace.frame(0).source == "[fd00::1]:40000");
  CHECK(trace.frame(1).source == client);
}

TEST_CASE("fragments_in_a_batch_make_their_segment_with_the_last_one") {
  Recording recording;
  recording.add(client, server, ack, 1000, 5000, 10);
  recording.add(server, client, ack, 5000, 1010);
  std::deque<std::vector<std::uint8_t>> late;
  for (std::uint16_t i = 0; i < 20; ++i) {
    const auto whole = tcp_frame(client, server, Capture::segment(ack, 1010 + i * 40u, 5000, 40));
    auto parts = in_two(whole, i, 32);
    recording.add(parts[0]);
    late.push_back(parts[1]);
  }
  for (auto& bytes : late) recording.add(bytes);
  const Trace trace = fed(recording);
  CHECK(trace.connection_count() == 1);
  CHECK(trace.connection(0).frames == 22);
  CHECK_FALSE(trace.frame(21).is_tcp);
  CHECK(trace.frame(22).segment.length == 40);
}

TEST_CASE("random_frames_in_random_batches_are_the_same_as_one_by_one") {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    Recording recording;
    for (int i = 0; i < 400; ++i) {
      recording.now += random.of<Time>({0, 0, 10 * ms, 61 * second, -5 * second});
      auto bytes = anything(random);
      if (random.once_in(10) && bytes.size() > 60 && bytes[12] == 0x08 && bytes[13] == 0) {
        for (auto& part : in_two(bytes, static_cast<std::uint16_t>(i), 24)) recording.add(part);
      } else {
        recording.add(std::move(bytes));
      }
    }
    Trace single, batched;
    recording.feed_singly(single);
    recording.feed(batched, [&] { return 1 + random.below(70); });
    const std::string differs = difference(single, batched);
    CAPTURE(seed, differs);
    REQUIRE(differs.empty());
    REQUIRE(single.totals().tcp_frames > 200);
  }
}
