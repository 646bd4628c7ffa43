// TeachingTime: one map for the ladder's y, the tempo and the scrub line.

#include "tests/lab/run_builder.hpp"

#include "lab/model/teaching_time.hpp"

#include <random>

using namespace wirelab;
using lab::TeachingTime;

namespace {

TeachingTime with(const std::vector<Time>& events) {
  TeachingTime time;
  for (const Time event : events) time.append(event);
  return time;
}

constexpr Time ms = 1'000'000;

}  // namespace

TEST_CASE("teaching_time_gives_near_events_a_pitch_and_far_ones_a_break") {
  const TeachingTime time = with({100 * ms, 100 * ms + 1000, 120 * ms, 1120 * ms});
  CHECK(time.to_teaching(100 * ms) == 0);
  CHECK(time.to_teaching(100 * ms + 1000) == 4 * ms);
  CHECK(time.to_teaching(120 * ms) == 4 * ms + 20 * ms - 1000);
  CHECK(time.to_teaching(1120 * ms) == 54 * ms - 1000);
  REQUIRE(time.breaks().size() == 1);
  CHECK(time.breaks()[0].trace_from == 120 * ms);
  CHECK(time.breaks()[0].teaching_to - time.breaks()[0].teaching_from == 30 * ms);
  CHECK(time.length() == 54 * ms - 1000);
}

TEST_CASE("teaching_time_past_both_ends_runs_as_the_clock") {
  const TeachingTime time = with({100 * ms, 110 * ms});
  CHECK(time.to_teaching(130 * ms) == 30 * ms);
  CHECK(time.to_teaching(90 * ms) == -10 * ms);
  CHECK(time.to_trace(-10 * ms) == 90 * ms);
  CHECK(time.to_trace(30 * ms) == 130 * ms);
  CHECK(TeachingTime().to_teaching(5) == 0);
}

TEST_CASE("teaching_time_is_monotone_append_only_and_has_an_inverse") {
  std::mt19937_64 random(7);
  TeachingTime time;
  std::vector<Time> events{1'700'000'000'000'000'000};
  for (int i = 0; i < 300; ++i) {
    const Time gap = static_cast<Time>(random() % (i % 7 == 0 ? 3'000'000'000ull : 30'000'000ull));
    events.push_back(events.back() + gap);
  }
  std::vector<Time> mapped;
  for (const Time event : events) {
    time.append(event);
    mapped.push_back(time.to_teaching(event));
    for (std::size_t i = 0; i < mapped.size(); ++i)
      REQUIRE(time.to_teaching(events[i]) == mapped[i]);
  }
  Time last = -1;
  for (Time t = events.front(); t < events.back(); t += 3'333'333) {
    const Time teaching = time.to_teaching(t);
    REQUIRE(teaching >= last);
    last = teaching;
  }
  for (std::size_t i = 0; i < events.size(); ++i) REQUIRE(time.to_trace(mapped[i]) == events[i]);
}

TEST_CASE("teaching_time_takes_an_event_that_goes_back_as_the_latest") {
  TeachingTime time = with({100 * ms, 120 * ms});
  time.append(90 * ms);
  CHECK(time.length() == 20 * ms);
}

TEST_CASE("teaching_time_gives_what_is_folded_the_length_it_is_told") {
  TeachingTime time;
  time.append(100 * ms);
  time.append_folded(5100 * ms, 14 * ms);  // no break, however long
  time.append(5101 * ms);
  CHECK(time.breaks().empty());
  CHECK(time.to_teaching(5100 * ms) == 14 * ms);
  CHECK(time.to_teaching(2600 * ms) == 7 * ms);
  CHECK(time.to_teaching(5101 * ms) == 18 * ms);
  CHECK(time.to_trace(7 * ms) == 2600 * ms);
}
