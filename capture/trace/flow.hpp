#pragma once

#include "capture/tcp/machine.hpp"
#include "capture/trace/connection.hpp"
#include "capture/trace/party.hpp"
#include "capture/verdicts/judge.hpp"

#include <cstdint>
#include <optional>

namespace wirelab {

// What is kept of a connection, whatever its length: a capture may have millions. What only a run
// has (calls, fates, a log of each end) stands in RunLog. Four cache lines: most of the time goes
// into waiting for them.
struct alignas(64) Flow {
  tcp::Endpoint ends[2];  // index: Side
  verdicts::History history;
  Party parties[2];
  std::uint32_t ground : 22 = 0;      // Ends::ground()
  std::uint32_t found_older : 1 = 0;  // see Connection
  std::uint32_t rebased : 1 = 0;      // relative numbers were counted from another base before
  std::uint32_t opener_shift : 4 = unknown_shift;    // announced in its SYN, 0 to 14
  std::uint32_t acceptor_shift : 4 = unknown_shift;  // the same
  std::uint32_t first_frame = 0;                     // index
  std::uint32_t last_frame = 0;                      // index
  std::uint32_t frames = 0;

  bool version6() const { return (ground & 1u) != 0; }
  std::uint32_t segment() const { return ground >> 1; }
  tcp::Endpoint& end(Side side) { return ends[static_cast<int>(side)]; }
  const tcp::Endpoint& end(Side side) const { return ends[static_cast<int>(side)]; }
  const Party& party(Side side) const { return parties[static_cast<int>(side)]; }
  // The sender of what goes between these; none: it goes between others.
  std::optional<Side> sender(const Ends& of) const {
    if (ground == of.ground() && parties[0] == of.source && parties[1] == of.destination)
      return Side::opener;
    if (ground == of.ground() && parties[0] == of.destination && parties[1] == of.source)
      return Side::acceptor;
    return std::nullopt;
  }
  void announce_shift(Side side, std::uint8_t shift) {
    if (side == Side::opener)
      opener_shift = shift & 0xfu;
    else
      acceptor_shift = shift & 0xfu;
  }
  // 255: none was announced
  std::uint8_t announced_shift(Side side) const {
    const unsigned shift = side == Side::opener ? opener_shift : acceptor_shift;
    return static_cast<std::uint8_t>(shift == unknown_shift ? 255u : shift);
  }

 private:
  static constexpr std::uint32_t unknown_shift = 15;
};
static_assert(sizeof(Flow) == 256);

}  // namespace wirelab
