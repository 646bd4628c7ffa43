#pragma once

#include <cstdint>

namespace wirelab::tcp {

// Sequence numbers live on a circle of 2^32 (RFC 9293 section 3.4): a is before b when the way
// forward from a to b is the shorter one. Exactly half the circle apart, each is before and after
// the other, as in tshark.
constexpr std::int32_t distance(std::uint32_t from, std::uint32_t to) {
  return static_cast<std::int32_t>(to - from);
}
constexpr bool before(std::uint32_t a, std::uint32_t b) { return distance(b, a) < 0; }
constexpr bool after(std::uint32_t a, std::uint32_t b) { return before(b, a); }
constexpr bool not_after(std::uint32_t a, std::uint32_t b) { return distance(b, a) <= 0; }
constexpr bool not_before(std::uint32_t a, std::uint32_t b) { return not_after(b, a); }
constexpr std::uint32_t later(std::uint32_t a, std::uint32_t b) { return after(a, b) ? a : b; }

}  // namespace wirelab::tcp
