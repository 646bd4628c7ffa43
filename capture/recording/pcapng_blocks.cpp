#include "capture/recording/pcapng_blocks.hpp"

#include <algorithm>
#include <cstdint>

namespace wirelab::pcapng {

namespace {

__extension__ using Wide = __int128;

Wide power_of_ten(unsigned exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

Wide decimal_nanoseconds(std::uint64_t units, unsigned exponent) {
  if (exponent <= 9) return static_cast<Wide>(units) * power_of_ten(9 - exponent);
  // 64 bits hold less than 10^20.
  return exponent - 9 < 20 ? units / power_of_ten(exponent - 9) : 0;
}

Wide binary_nanoseconds(std::uint64_t units, unsigned exponent) {
  // 64 bits times 10^9 are less than 94 bits.
  return exponent < 94 ? (static_cast<Wide>(units) * 1'000'000'000) >> exponent : 0;
}

}  // namespace

Time Clock::time(std::uint64_t units) const {
  if (resolution == 9 && offset == 0 && units <= INT64_MAX) return static_cast<Time>(units);
  const unsigned exponent = resolution & 0x7fu;
  const Wide since = (resolution & 0x80u) != 0 ? binary_nanoseconds(units, exponent)
                                               : decimal_nanoseconds(units, exponent);
  const Wide sum = since + static_cast<Wide>(offset) * 1'000'000'000;
  return static_cast<Time>(std::clamp<Wide>(sum, earliest_time, latest_time));
}

}  // namespace wirelab::pcapng
