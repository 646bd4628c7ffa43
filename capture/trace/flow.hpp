#pragma once

#include "capture/tcp/machine.hpp"
#include "capture/trace/busy_log.hpp"
#include "capture/trace/connection.hpp"
#include "capture/trace/flow_table.hpp"
#include "capture/trace/transition_log.hpp"
#include "capture/verdicts/judge.hpp"

#include <cstdint>
#include <vector>

namespace wirelab {

// One end of a connection as far as only the Trace needs it.
struct FlowSide {
  Party party;
  tcp::Endpoint endpoint;
  TransitionLog log;
  Time last_segment = 0;       // sent or received
  bool timer_running = false;  // TIME-WAIT or an orphan's FIN-WAIT-2 is being waited for
  // Relative numbers are counted from a base that a second SYN-ACK can move: (frame index since
  // when, base).
  std::vector<std::pair<std::size_t, std::uint32_t>> bases;
};

// What stands behind a Connection.
struct Flow {
  std::uint32_t segment = 0;  // of the bench, interned
  verdicts::History history;
  FlowSide sides[2];  // index: Side
  BusyLog busy;
  std::uint32_t last_frame = 0;  // index + 1 of its latest frame

  FlowSide& side(Side s) { return sides[static_cast<int>(s)]; }
  const FlowSide& side(Side s) const { return sides[static_cast<int>(s)]; }
};

}  // namespace wirelab
