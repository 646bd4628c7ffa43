#pragma once

#include "capture/findings/finding.hpp"
#include "capture/findings/survey.hpp"
#include "capture/trace/trace.hpp"
#include "tests/fuzz/bytes.hpp"

#include <limits>

namespace wirelab::test {

// Asks a Trace for all that it can say.
inline void look_at(const Trace& trace) {
  for (std::size_t i = 0; i < trace.frame_count(); ++i) {
    const FrameRow row = trace.frame(i);
    demand(!row.is_tcp || row.stream < trace.connection_count());
    demand(row.scene < trace.scenes().size());
    trace.fates(i);
    demand(trace.frame_by_number(row.number).has_value());
  }
  demand(findings::summarize(trace).size() == trace.connection_count());
  findings::rank(findings::summarize(trace));
  for (std::uint32_t stream = 0; stream < trace.connection_count(); ++stream) {
    const Connection connection = trace.connection(stream);
    for (const Side side : {Side::opener, Side::acceptor}) {
      Time latest = std::numeric_limits<Time>::min();
      for (const Transition& step : trace.transitions(connection.stream, side)) {
        demand(step.time >= latest);
        latest = step.time;
        trace.agreement_at(connection.stream, side, step.time);
      }
      trace.state_at(connection.stream, side, trace.end());
      trace.kernel_at(connection.stream, side, trace.end());
    }
    trace.settled_at(connection.stream, trace.end());
  }
}

}  // namespace wirelab::test
