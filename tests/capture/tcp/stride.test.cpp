// The short way of the machine for plain segments leads where the long one does.

#include "capture/tcp/machine.hpp"
#include "tests/capture/random.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::tcp;
using test::Random;

namespace {

// Both ends of a foreign connection, with numbers near each other so that gaps, repetitions and
// ACKs of what was not seen are frequent.
struct Talk {
  explicit Talk(Random& numbers) : random(numbers) {
    for (Endpoint& end : ends) end.overheard = true;
    for (std::uint32_t& start : starts) start = random.of({1000u, 0xffff'fff0u, 0x7fff'ffe0u, 0u});
  }
  Segment segment(int sender, unsigned flags) {
    const std::uint32_t near = random.below(120);
    return {.sequence = starts[sender] + (random.once_in(40) ? random.number() : near),
            .acknowledgment =
                starts[1 - sender] + (random.once_in(40) ? random.number() : random.below(120)),
            .flags = static_cast<std::uint16_t>(flags),
            .window = static_cast<std::uint16_t>(random.below(3) * 100),
            .length = random.below(30),
            .window_shift = static_cast<std::uint8_t>(random.once_in(2) ? 255 : 7)};
  }
  void pass(int sender, const Segment& segment) {
    send(ends[sender], segment);
    receive(ends[1 - sender], segment);
  }
  void open() {
    if (random.once_in(3)) return;  // the capture begins later
    Segment opening{.sequence = starts[0], .flags = syn, .window_shift = 7};
    pass(0, opening);
    // What no stack sends, but a capture may show: a FIN before the SYN is answered.
    if (random.once_in(4)) pass(0, segment(0, random.below(64)));
    pass(1, {.sequence = starts[1], .acknowledgment = starts[0] + 1, .flags = syn | ack});
  }

  Random& random;
  Endpoint ends[2];
  std::uint32_t starts[2];
};

}  // namespace

TEST_CASE("plain_segment_takes_the_short_way_to_the_same_ends") {
  Random random(1);
  int plain = 0;
  for (int i = 0; i < 4000; ++i) {
    Talk talk(random);
    talk.open();
    for (int at = 0; at < 60; ++at) {
      const int sender = static_cast<int>(random.below(2));
      const unsigned flags = random.once_in(30) ? random.below(64) : ack | random.of({0u, 8u});
      const Segment segment = talk.segment(sender, flags);
      Endpoint sending = talk.ends[sender], receiving = talk.ends[1 - sender];
      const bool is_plain = tcp::is_plain(sending, receiving, segment);
      talk.pass(sender, segment);
      if (!is_plain) continue;
      ++plain;
      stride(sending, receiving, segment);
      CAPTURE(i, at, segment.sequence, segment.acknowledgment, segment.length);
      REQUIRE(sending == talk.ends[sender]);
      REQUIRE(receiving == talk.ends[1 - sender]);
    }
  }
  CHECK(plain > 50'000);
}

TEST_CASE("plain_segment_changes_no_state") {
  Random random(2);
  for (int i = 0; i < 2000; ++i) {
    Talk talk(random);
    talk.open();
    for (int at = 0; at < 40; ++at) {
      const int sender = static_cast<int>(random.below(2));
      const Segment segment = talk.segment(sender, random.once_in(20) ? random.below(64) : +ack);
      const bool is_plain = tcp::is_plain(talk.ends[sender], talk.ends[1 - sender], segment);
      const bool sent = send(talk.ends[sender], segment).reason.has_value();
      const bool received = receive(talk.ends[1 - sender], segment).reason.has_value();
      REQUIRE((!is_plain || (!sent && !received)));
    }
  }
}

TEST_CASE("SYN_FIN_RST_and_unfinished_openings_are_not_plain") {
  Random random(3);
  Talk talk(random);
  const Segment text{.sequence = talk.starts[0] + 1,
                     .acknowledgment = talk.starts[1] + 1,
                     .flags = ack,
                     .length = 5};
  CHECK_FALSE(is_plain(talk.ends[0], talk.ends[1], text));
  talk.pass(0, {.sequence = talk.starts[0], .flags = syn});
  talk.pass(1,
            {.sequence = talk.starts[1], .acknowledgment = talk.starts[0] + 1, .flags = syn | ack});
  CHECK_FALSE(is_plain(talk.ends[0], talk.ends[1], text));
  talk.pass(0, text);
  CHECK(is_plain(talk.ends[0], talk.ends[1], text));
  for (const Flag flag : {syn, fin, rst}) {
    Segment special = text;
    special.flags = static_cast<std::uint16_t>(ack | flag);
    CHECK_FALSE(is_plain(talk.ends[0], talk.ends[1], special));
  }
}
