#include "lessons/testbed/wire/storm_watch.hpp"

#include "lessons/testbed/hand/rule.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace wirelab;
using lessons::StormWatch;

namespace {

constexpr Time ms = 1'000'000;

std::vector<std::uint8_t> to_everybody(std::uint32_t content) {
  std::vector<std::uint8_t> frame(60, 0xff);
  for (std::size_t i = 0; i < 6; ++i) frame[6 + i] = static_cast<std::uint8_t>(i == 0 ? 2 : i);
  for (std::size_t i = 0; i < 4; ++i) frame[14 + i] = static_cast<std::uint8_t>(content >> (8 * i));
  return frame;
}

}  // namespace

TEST_CASE("the same frame again and again from two ports is a storm, said once in a while") {
  StormWatch watch;
  const auto frame = to_everybody(1);
  CHECK(StormWatch::is_of_interest(frame));
  Time now = 0;
  std::optional<lessons::Storm> storm;
  for (std::uint64_t i = 1; i < StormWatch::times; ++i) {
    REQUIRE_FALSE(watch.see(3 + i % 2, frame, now));
    now += ms;
  }
  storm = watch.see(3, frame, now);
  REQUIRE(storm);
  CHECK(storm->times == StormWatch::times);
  CHECK(storm->within == (StormWatch::times - 1) * ms);
  CHECK(storm->ports == std::set<std::size_t>{3, 4});
  CHECK(storm->source.text() == "02:01:02:03:04:05");
  for (int i = 0; i < 500; ++i) CHECK_FALSE(watch.see(3, frame, now += ms));
  int said = 0;
  for (int i = 0; i < 20'000; ++i) said += watch.see(3 + i % 2, frame, now += ms) ? 1 : 0;
  CHECK(said == 2);
}

TEST_CASE("what hosts say by themselves is no storm") {
  StormWatch watch;
  Time now = 0;
  for (int i = 0; i < 1000; ++i)  // one that repeats itself
    REQUIRE_FALSE(watch.see(1, to_everybody(0), now += ms));
  for (std::uint32_t i = 1; i < 5000; ++i)  // two that say something else each time
    REQUIRE_FALSE(watch.see(i % 2, to_everybody(i), now += ms));
  for (int i = 0; i < 200; ++i)  // the same from two, but seldom
    REQUIRE_FALSE(watch.see(static_cast<std::size_t>(i) % 2, to_everybody(7), now += 300 * ms));
}

TEST_CASE("a storm is seen among frames that come once") {
  StormWatch watch;
  Time now = 0;
  bool seen = false;
  for (std::uint32_t i = 0; i < 100'000 && !seen; ++i) {
    now += ms / 100;
    (void)watch.see(0, to_everybody(1000 + i), now);
    if (i % 100 == 0) seen = watch.see(i / 100 % 2, to_everybody(1), now).has_value();
  }
  CHECK(seen);
}

TEST_CASE("frames for one host, and what is no frame, are of no interest") {
  auto frame = to_everybody(1);
  frame[0] = 2;
  CHECK_FALSE(StormWatch::is_of_interest(frame));
  CHECK_FALSE(StormWatch::is_of_interest(std::vector<std::uint8_t>(13, 0xff)));
}

TEST_CASE("the rule that ends a storm is one") {
  CHECK(lessons::parse_rule("drop on lan bpf ether multicast"));
}
