// The short way past the rules: where it is taken, no rule would have said anything.

#include "capture/verdicts/judge.hpp"
#include "tests/capture/random.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::verdicts;
using test::Random;

namespace {

// Two ends that talk, and a wire that loses, repeats and reorders: what it shows is judged.
class Talk {
 public:
  explicit Talk(Random& random) : random_(random) {
    for (std::uint32_t& next : next_) next = random.of({1000u, 0xffff'ff00u, 0x7fff'ff80u, 1u});
    scaled_ = random.once_in(2);
    if (!random.once_in(4)) opening_ = 3;
  }
  int sender() const { return sender_; }
  tcp::Segment step() {
    sender_ = static_cast<int>(random_.below(2));
    if (opening_ > 0) return open();
    tcp::Segment segment = random_.once_in(25) ? special() : next();
    if (random_.once_in(12)) segment.sequence -= random_.of({1u, 10u, 40u});  // again
    if (random_.once_in(20)) segment.acknowledgment += random_.of({1u, 10u, 0u - 10u});
    if (random_.once_in(8)) segment.window = random_.of<std::uint16_t>({0, 0, 10, 20, 300});
    return segment;
  }

 private:
  tcp::Segment open() {
    sender_ = opening_ == 2 ? 1 : 0;
    const auto flags = opening_ == 3 ? tcp::syn : opening_ == 2 ? tcp::syn | tcp::ack : +tcp::ack;
    const unsigned used = opening_ == 1 ? 0 : 1;
    --opening_;
    tcp::Segment segment = of(static_cast<std::uint16_t>(flags), 0);
    if (segment.has(tcp::syn) && scaled_) segment.window_shift = 3;
    next_[sender_] += used;
    return segment;
  }
  tcp::Segment next() {
    if (random_.once_in(10)) next_[sender_] += 10;  // a frame that the capture has not
    const std::uint32_t length = random_.of({0u, 0u, 1u, 10u, 10u, 30u});
    const tcp::Segment segment = of(tcp::ack, length);
    // A lost one is sent again by and by.
    if (!random_.once_in(15)) next_[sender_] += length;
    return segment;
  }
  tcp::Segment special() {
    return of(static_cast<std::uint16_t>(random_.below(64)), random_.of({0u, 10u}));
  }
  tcp::Segment of(std::uint16_t flags, std::uint32_t length) const {
    return {.sequence = next_[sender_],
            .acknowledgment = (flags & tcp::ack) != 0 ? next_[1 - sender_] : 0,
            .flags = flags,
            .window = 300,
            .length = length};
  }

  Random& random_;
  std::uint32_t next_[2];
  int sender_ = 0, opening_ = 0;
  bool scaled_ = false;
};

}  // namespace

TEST_CASE("segment_that_carries_on_gets_no_verdict_and_the_same_memory") {
  Random random(1);
  int carried = 0, judged = 0, spoken = 0;
  for (int i = 0; i < 4000; ++i) {
    Talk talk(random);
    History history;
    Time time = 1'000'000'000;
    for (std::uint32_t number = 1; number <= 80; ++number) {
      time += random.of<Time>({0, 100'000, 5'000'000, -1'000'000, 2'000'000'000});
      const tcp::Segment segment = talk.step();
      History shortly = history;
      const bool carries = carry_on(shortly, talk.sender(), segment, number, time);
      CAPTURE(i, number, segment.sequence, segment.acknowledgment, segment.length, segment.flags);
      if (!carries) REQUIRE(shortly == history);
      const Judgment judgment = judge(history, talk.sender(), segment, number, time);
      ++(carries ? carried : judged);
      spoken += judgment.verdicts.empty() ? 0 : 1;
      if (!carries) continue;
      REQUIRE(judgment.verdicts.bits() == 0);
      REQUIRE(shortly == history);
    }
  }
  CHECK(carried > 20'000);
  CHECK(judged > 20'000);
  CHECK(spoken > 20'000);
}

TEST_CASE("next_data_and_new_ACK_carry_on") {
  History history;
  std::uint32_t number = 0;
  const auto tell = [&](int sender, unsigned flags, std::uint32_t sequence, std::uint32_t ack,
                        std::uint32_t length) {
    const tcp::Segment segment{.sequence = sequence,
                               .acknowledgment = ack,
                               .flags = static_cast<std::uint16_t>(flags),
                               .window = 1000,
                               .length = length};
    const Time time = ++number * Time{1'000'000};
    if (carry_on(history, sender, segment, number, time)) return true;
    judge(history, sender, segment, number, time);
    return false;
  };
  CHECK_FALSE(tell(0, tcp::syn, 0x1000, 0, 0));
  CHECK_FALSE(tell(1, tcp::syn | tcp::ack, 0x5000, 0x1001, 0));
  CHECK_FALSE(tell(0, tcp::ack, 0x1001, 0x5001, 0));
  CHECK(tell(0, tcp::ack, 0x1001, 0x5001, 10));
  CHECK(tell(1, tcp::ack, 0x5001, 0x100b, 0));
  CHECK_FALSE(tell(1, tcp::ack, 0x5001, 0x100b, 0));   // a duplicate
  CHECK_FALSE(tell(0, tcp::ack, 0x1001, 0x5001, 10));  // a repetition
}
