#pragma once

#include "capture/trace/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace wirelab::lab {

// When a kernel will forget a connection that no program has any more: the timer of TIME-WAIT (2
// MSL), or of FIN-WAIT-2. Trace time; nothing where no such timer was running at `time`.
std::optional<Time> forgets_at(const Trace& trace, std::uint32_t stream, Side side, Time time);

// The last one to be forgotten of the connections of a scene, as known at its end.
std::optional<Time> all_forgotten_at(const Trace& trace, std::size_t scene);

}  // namespace wirelab::lab
