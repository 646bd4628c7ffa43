#pragma once

#include "capture/tcp/state.hpp"

#include <optional>
#include <vector>

namespace wirelab::lessons {

// The states that a socket went through between two reads, both ends left out; empty for
// neighbours. Nothing: no way leads there without a new socket. `passive`: the connection began at
// a listener, whose SYN-RECEIVED nobody can close.
std::optional<std::vector<tcp::State>> passed_states(tcp::State before, tcp::State after,
                                                     bool passive);

}  // namespace wirelab::lessons
