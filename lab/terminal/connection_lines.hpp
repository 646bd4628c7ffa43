#pragma once

#include "capture/findings/summary.hpp"
#include "capture/trace/trace.hpp"
#include "lab/terminal/style.hpp"

#include <string>

namespace wirelab {
class Words;
}

namespace wirelab::lab {

// One connection of `show --connections`: ends, how it opened and ended, its states at the end,
// what each way carried.
std::string connection_line(const Trace& trace, const findings::ConnectionSummary& summary,
                            const Words& words, const Style& style);

// {"stream":0,"opener":"10.0.0.1:43210","acceptor":"10.0.0.2:8080","begin":...}; times in seconds,
// what belongs to one end under "opener_sent" and "acceptor_sent". The keys are an interface.
std::string json_connection(const Trace& trace, const findings::ConnectionSummary& summary);

}  // namespace wirelab::lab
