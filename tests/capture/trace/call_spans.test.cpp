// When calls were in progress: the binary search against going through all of them.

#include "capture/trace/call_spans.hpp"
#include "tests/capture/random.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>

using namespace wirelab;

namespace {

struct Call {
  Time begin = 0;
  std::optional<Time> end;
};

}  // namespace

TEST_CASE("call_spans_know_calls_that_are_over_and_calls_that_are_not") {
  CallSpans spans;
  CHECK_FALSE(spans.any_at(0));
  spans.begin(10);
  CHECK_FALSE(spans.any_at(9));
  CHECK(spans.any_at(10));
  CHECK(spans.any_at(1'000'000));
  spans.end(10);
  spans.add(10, 20);
  CHECK(spans.any_at(19));
  CHECK_FALSE(spans.any_at(20));
  spans.add(5, 100);  // a longer one that began before and returned later
  CHECK(spans.any_at(20));
  CHECK_FALSE(spans.any_at(100));
}

TEST_CASE("call_spans_say_what_a_look_at_all_calls_says") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    test::Random random(seed);
    CallSpans spans;
    std::vector<Call> calls;
    for (int i = 0; i < 60; ++i) {
      const Time begin = static_cast<Time>(random.below(100));
      spans.begin(begin);
      calls.push_back({begin, std::nullopt});
      if (!random.once_in(10)) {
        calls.back().end = begin + static_cast<Time>(random.below(20));
        spans.end(begin);
        spans.add(begin, *calls.back().end);
      }
      const Time time = static_cast<Time>(random.below(130));
      const bool any = std::any_of(calls.begin(), calls.end(), [time](const Call& call) {
        return call.begin <= time && (!call.end || time < *call.end);
      });
      REQUIRE(spans.any_at(time) == any);
    }
  }
}
