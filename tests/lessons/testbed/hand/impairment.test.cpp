#include "lessons/testbed/hand/impairment.hpp"

#include <catch2/catch.hpp>

using namespace wirelab;
using namespace wirelab::lessons;

TEST_CASE("a draw depends on the seed, on whose frames these are, and on the frame's place") {
  CHECK(draw(7, "client", 1) == draw(7, "client", 1));
  CHECK(draw(7, "client", 1) != draw(8, "client", 1));
  CHECK(draw(7, "client", 1) != draw(7, "server", 1));
  CHECK(draw(7, "client", 1) != draw(7, "client", 2));
  double sum = 0;
  for (std::uint64_t place = 1; place <= 1000; ++place) {
    const double drawn = draw(3, "client", place);
    CHECK((drawn >= 0 && drawn < 1));
    sum += drawn;
  }
  CHECK(sum > 450);
  CHECK(sum < 550);
}

TEST_CASE("jitter spreads a delay to both sides, never below nothing") {
  CHECK(spread(100, 20, 0.5) == 100);
  CHECK(spread(100, 20, 0) == 80);
  CHECK(spread(100, 20, 0.75) == 110);
  CHECK(spread(10, 20, 0) == 0);
}

TEST_CASE("a bottleneck sends one frame after the other") {
  Bottleneck link(8'000'000, 2);  // a byte a microsecond
  CHECK(link.enter(0, 1000) == 1'000'000);
  CHECK(link.enter(0, 500) == 1'500'000);
  CHECK(link.backlog(1'000'000) == 1);
  CHECK(link.enter(5'000'000, 1000) == 6'000'000);  // it had run empty
}

TEST_CASE("a full queue loses what comes last") {
  Bottleneck link(8'000'000, 2);
  CHECK(link.enter(0, 1000));
  CHECK(link.enter(0, 1000));
  CHECK(link.enter(0, 1000));  // one is being sent, two wait
  CHECK_FALSE(link.enter(0, 1000));
  CHECK(link.backlog(0) == 3);
  CHECK(link.enter(1'000'000, 1000) == 4'000'000);
  Bottleneck none(8'000'000, 0);
  CHECK(none.enter(0, 1000));
  CHECK_FALSE(none.enter(999'999, 1000));
  CHECK(none.enter(1'000'000, 1000));
}
