#pragma once

#include <cstdint>
#include <limits>

// Time, and how it is reckoned with. Times and durations come from files and may be anything: what
// is made of them stops at the ends of the range, and never overflows.
namespace wirelab {

// Nanoseconds since 1970-01-01 UTC. Durations in nanoseconds use the same type.
using Time = std::int64_t;

constexpr Time earliest_time = std::numeric_limits<Time>::min();
constexpr Time latest_time = std::numeric_limits<Time>::max();

constexpr Time later_by(Time time, Time duration) {
  Time sum = 0;
  if (!__builtin_add_overflow(time, duration, &sum)) return sum;
  return duration < 0 ? earliest_time : latest_time;
}

// From one to the other; negative when `to` is the earlier one.
constexpr Time between(Time from, Time to) {
  Time duration = 0;
  if (!__builtin_sub_overflow(to, from, &duration)) return duration;
  return to < from ? earliest_time : latest_time;
}

constexpr Time multiple(Time duration, std::int64_t count) {
  Time product = 0;
  if (!__builtin_mul_overflow(duration, count, &product)) return product;
  return (duration < 0) == (count < 0) ? latest_time : earliest_time;
}

// What was reckoned in floating point, cut to whole nanoseconds.
constexpr Time whole_nanoseconds(double nanoseconds) {
  constexpr double beyond = 9'223'372'036'854'775'808.0;  // 2^63: the first that does not fit
  if (nanoseconds >= beyond) return latest_time;
  if (nanoseconds < -beyond) return earliest_time;
  return nanoseconds == nanoseconds ? static_cast<Time>(nanoseconds) : 0;  // NaN is no time
}
constexpr Time from_seconds(double seconds) { return whole_nanoseconds(seconds * 1e9); }

}  // namespace wirelab
