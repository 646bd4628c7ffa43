#pragma once

#include "capture/tcp/machine.hpp"
#include "capture/trace/connection.hpp"
#include "capture/trace/party.hpp"
#include "capture/verdicts/judge.hpp"

#include <cstdint>

namespace wirelab {

// What is kept of a connection, whatever its length: a capture may have millions. What only a run
// has (calls, fates, a log of each end) stands in RunLog.
struct Flow {
  static constexpr std::uint8_t no_shift = 255;

  tcp::Endpoint ends[2];  // index: Side
  verdicts::History history;
  Party parties[2];
  std::uint32_t ground = 0;       // Ends::ground()
  std::uint32_t first_frame = 0;  // index
  std::uint32_t last_frame = 0;   // index
  std::uint32_t frames = 0;
  std::uint8_t window_shift[2] = {no_shift, no_shift};  // announced in its SYN
  bool found_older : 1 = false;                         // see Connection
  bool rebased : 1 = false;  // relative numbers were counted from another base before

  bool version6() const { return (ground & 1u) != 0; }
  std::uint32_t segment() const { return ground >> 1; }
  tcp::Endpoint& end(Side side) { return ends[static_cast<int>(side)]; }
  const tcp::Endpoint& end(Side side) const { return ends[static_cast<int>(side)]; }
  const Party& party(Side side) const { return parties[static_cast<int>(side)]; }
};
static_assert(sizeof(Flow) <= 264);

}  // namespace wirelab
