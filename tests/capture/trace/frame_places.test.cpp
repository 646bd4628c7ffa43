// A frame is kept in 32 bytes; what does not fit in them comes back all the same.

#include "tests/capture/ipv6_builder.hpp"
#include "tests/capture/random.hpp"
#include "tests/capture/trace/run.hpp"

#include <limits>

using namespace wirelab;
using namespace wirelab::test;

namespace {

constexpr std::size_t chunk = 256;  // frames that share a time and an offset, see FrameLog

struct Place {
  Time time = 0;
  std::uint64_t offset = 0;
  std::uint32_t interface = 0;
  std::uint32_t wire_length = 0, captured = 0;
};

// A recording whose frames stand wherever the test says.
class Places {
 public:
  Places() {
    for (int i = 0; i < 600; ++i) trace_.add(Interface{"", "", link_type_ethernet, 0});
  }
  // `captured`: of the frame's bytes, from the first on.
  void add(const std::vector<std::uint8_t>& bytes, Place place) {
    place.captured =
        std::min<std::uint32_t>(place.captured, static_cast<std::uint32_t>(bytes.size()));
    place.wire_length = std::max(place.wire_length, place.captured);
    trace_.add(Frame{.time = place.time,
                     .interface = place.interface,
                     .number = places_.size() + 1,
                     .wire_length = place.wire_length,
                     .file_offset = place.offset,
                     .bytes = std::span(bytes).first(place.captured)});
    places_.push_back(place);
  }
  void check() const {
    REQUIRE(trace_.frame_count() == places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const FrameRow row = trace_.frame(i);
      const Place& place = places_[i];
      CAPTURE(i, row.protocol);
      REQUIRE(row.sent == place.time);
      REQUIRE(row.file_offset == place.offset);
      REQUIRE(row.interface == place.interface);
      REQUIRE(row.wire_length == place.wire_length);
      REQUIRE(row.captured_length == place.captured);
    }
  }
  const Trace& trace() const { return trace_; }
  std::size_t size() const { return places_.size(); }

 private:
  Trace trace_;
  std::vector<Place> places_;
};

std::vector<std::uint8_t> text(std::uint32_t length = 10) {
  return tcp_frame(client, server, Capture::segment(tcp::ack, 1, 1, length));
}

Place whole(const std::vector<std::uint8_t>& bytes, Time time = 0, std::uint64_t offset = 0) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  return {.time = time, .offset = offset, .wire_length = size, .captured = size};
}

}  // namespace

TEST_CASE("times_far_apart_or_going_back_come_back_exact") {
  constexpr Time most = std::numeric_limits<Time>::max(), least = std::numeric_limits<Time>::min();
  constexpr Time half = Time{1} << 47, start = 1'700'000'000 * second;
  Places places;
  const auto bytes = text();
  for (const Time time : {start, start - 1, start + half - 1, start + half, start + half + 1,
                          start - half, start - half - 1, Time{0}, Time{-1}, most, least, start})
    places.add(bytes, whole(bytes, time));
  places.check();
}

TEST_CASE("first_time_of_a_chunk_may_be_any") {
  constexpr Time most = std::numeric_limits<Time>::max(), least = std::numeric_limits<Time>::min();
  Places places;
  const auto bytes = text();
  for (const Time first : {most, least, Time{0}}) {
    places.add(bytes, whole(bytes, first));
    while (places.size() % chunk != 0)
      places.add(bytes, whole(bytes, places.size() % 2 == 0 ? most : least));
  }
  places.check();
}

TEST_CASE("offsets_far_apart_or_going_back_come_back_exact") {
  constexpr std::uint64_t room = std::uint64_t{1} << 24;
  Places places;
  const auto bytes = text();
  for (const std::uint64_t offset :
       {std::uint64_t{40}, 40 + room - 1, 40 + room, std::uint64_t{39}, std::uint64_t{0},
        std::uint64_t{1} << 40, std::numeric_limits<std::uint64_t>::max(), 41 + room})
    places.add(bytes, whole(bytes, 0, offset));
  places.check();
}

TEST_CASE("payload_of_more_than_65535_bytes_comes_back_exact") {
  const auto bytes = tcp_over_ipv6(text(70'000));
  Places places;
  for (const std::uint32_t captured : {100u, 70'000u, 1u << 20}) {
    Place place = whole(bytes);
    place.captured = captured;
    places.add(bytes, place);
  }
  places.check();
  for (std::size_t i = 0; i < places.size(); ++i)
    CHECK(places.trace().frame(i).segment.length == 70'000);
}

TEST_CASE("interface_beyond_255_comes_back_exact") {
  Places places;
  const auto bytes = text();
  for (const std::uint32_t interface : {0u, 255u, 256u, 599u, 1u << 16, no_interface}) {
    Place place = whole(bytes);
    place.interface = interface;
    places.add(bytes, place);
  }
  places.check();
}

TEST_CASE("frames_cut_at_different_lengths_come_back_exact") {
  Places places;
  const auto bytes = text(100);
  for (const std::uint32_t captured : {0u, 96u, 60u, 154u, 0u, 13u, 96u, 1u}) {
    Place place = whole(bytes);
    place.captured = captured;
    places.add(bytes, place);
  }
  places.check();
}

TEST_CASE("random_places_come_back_exact") {
  Random random(1);
  Places places;
  const std::vector<std::uint8_t> kinds[] = {
      text(0), text(500), arp_request("10.0.0.1", "10.0.0.2"), tcp_over_ipv6(text(66'000))};
  Time time = 1'700'000'000 * second;
  std::uint64_t offset = 24;
  for (int i = 0; i < 5000; ++i) {
    const auto& bytes = kinds[random.once_in(20) ? 3 : random.below(3)];
    time += random.once_in(50) ? static_cast<Time>(random.number()) << random.below(30)
                               : -Time{random.below(1000)};
    offset += random.once_in(50) ? std::uint64_t{random.number()} : random.below(2000);
    Place place = whole(bytes, time, offset);
    if (random.once_in(4)) place.captured = random.below(90);
    if (random.once_in(9)) place.wire_length += random.below(5000);
    if (random.once_in(9)) place.interface = random.below(600);
    places.add(bytes, place);
  }
  places.check();
}
