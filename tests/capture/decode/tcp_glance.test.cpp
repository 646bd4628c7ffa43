// What is said of most frames at a glance is what the whole decoder says.

#include "capture/decode/link.hpp"
#include "tests/capture/decode/glance.hpp"
#include "tests/capture/packet_builder.hpp"
#include "tests/capture/random.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::test;

namespace {

using FrameBytes = std::vector<std::uint8_t>;

FrameBytes random_frame(Random& random) {
  const tcp::Segment segment{.sequence = random.number(),
                             .acknowledgment = random.number(),
                             .flags = static_cast<std::uint16_t>(random.below(256)),
                             .window = static_cast<std::uint16_t>(random.number()),
                             .length = random.below(40),
                             .window_shift = static_cast<std::uint8_t>(random.below(20))};
  return tcp_frame("10.1.2.3:40000", "192.168.200.254:443", segment);
}

// More options than the one of the builder: `of_ip` bytes of IP, and behind the fixed part of TCP.
void lengthen_headers(FrameBytes& frame, Random& random, std::size_t of_ip) {
  constexpr std::size_t ip = 14;
  const std::size_t of_tcp = random.below(5) * 4;
  const std::size_t tcp_end = ip + 20 + (frame[ip + 20 + 12] >> 4) * std::size_t{4};
  FrameBytes options(of_tcp);
  for (auto& byte : options) byte = static_cast<std::uint8_t>(random.below(10));
  frame.insert(frame.begin() + static_cast<std::ptrdiff_t>(tcp_end), options.begin(),
               options.end());
  frame[ip + 20 + 12] = static_cast<std::uint8_t>(frame[ip + 20 + 12] + (of_tcp / 4 << 4));
  frame.insert(frame.begin() + ip + 20, of_ip, 1);
  frame[ip] = static_cast<std::uint8_t>(0x45 + of_ip / 4);
  const std::size_t total = frame.size() - ip;
  frame[ip + 2] = static_cast<std::uint8_t>(total >> 8);
  frame[ip + 3] = static_cast<std::uint8_t>(total);
}

bool glance_agrees(Bytes frame, std::uint32_t wire_length, bool& glanced) {
  decode::TcpGlance glance;
  glanced = decode::glance_at_tcp(decode::link_ethernet, frame, wire_length, glance);
  return !glanced || glance_is_right(glance, decode::link_ethernet, frame, wire_length);
}

}  // namespace

TEST_CASE("plain_frame_is_known_at_a_glance") {
  Random random(1);
  for (int i = 0; i < 5000; ++i) {
    FrameBytes frame = random_frame(random);
    if (random.once_in(2)) lengthen_headers(frame, random, 0);
    // Ethernet pads what is short, and a capture may hold no more than the headers.
    const std::size_t headers = 14 + (frame[14] & 0xfu) * std::size_t{4} + 60;
    if (frame.size() < 60) frame.resize(60);
    const auto wire_length = static_cast<std::uint32_t>(frame.size());
    if (frame.size() > headers) frame.resize(headers + random.below(10));
    bool glanced = false;
    CAPTURE(i);
    REQUIRE(glance_agrees(
        frame, std::max<std::uint32_t>(wire_length, static_cast<std::uint32_t>(frame.size())),
        glanced));
    REQUIRE(glanced);
  }
}

TEST_CASE("mutated_frame_is_known_at_a_glance_or_not_at_all") {
  Random random(2);
  int known = 0, unknown = 0;
  for (int i = 0; i < 200'000; ++i) {
    FrameBytes frame = random_frame(random);
    if (random.once_in(2))
      lengthen_headers(frame, random, random.once_in(2) ? 0 : random.below(11) * 4);
    for (std::uint32_t times = 1 + random.below(4); times > 0; --times) {
      // Where lengths, versions and offsets stand, more often than elsewhere.
      const std::size_t at = random.once_in(2)
                                 ? random.of<std::size_t>({12, 13, 14, 16, 17, 20, 21, 23, 46})
                                 : random.below(60) % frame.size();
      frame[at] = random.once_in(3) ? static_cast<std::uint8_t>(random.number())
                                    : static_cast<std::uint8_t>(frame[at] ^ 1u << random.below(8));
    }
    const auto wire_length =
        static_cast<std::uint32_t>(frame.size() - random.of<std::size_t>({0, 0, 0, 1, 14, 30}));
    if (random.once_in(3)) frame.resize(random.below(static_cast<std::uint32_t>(frame.size())));
    bool glanced = false;
    CAPTURE(i);
    REQUIRE(glance_agrees(frame, wire_length, glanced));
    ++(glanced ? known : unknown);
  }
  CHECK(known > 10'000);
  CHECK(unknown > 10'000);
}

TEST_CASE("fragment_options_and_other_links_are_not_known_at_a_glance") {
  Random random(3);
  FrameBytes frame = random_frame(random);
  const auto size = static_cast<std::uint32_t>(frame.size());
  decode::TcpGlance glance;
  CHECK(decode::glance_at_tcp(decode::link_ethernet, frame, size, glance));
  CHECK_FALSE(decode::glance_at_tcp(decode::link_raw, frame, size, glance));
  frame[20] = 0x20;  // more fragments
  CHECK_FALSE(decode::glance_at_tcp(decode::link_ethernet, frame, size, glance));
  frame[20] = 0;
  lengthen_headers(frame, random, 4);
  const auto longer = static_cast<std::uint32_t>(frame.size());
  CHECK_FALSE(decode::glance_at_tcp(decode::link_ethernet, frame, longer, glance));
}
