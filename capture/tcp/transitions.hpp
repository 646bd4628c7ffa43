#pragma once

#include "capture/tcp/reason.hpp"
#include "capture/tcp/state.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace wirelab::tcp {

// Which of the machine's four doors takes an edge.
enum class Trigger : std::uint8_t { called, sent, received, elapsed };

// Whose edge it is: the RFC's figure and Linux, the figure alone (Linux cannot), Linux alone.
enum class Origin : std::uint8_t { both, rfc_only, linux_only };

// One arrow of RFC 9293 figure 5. The state diagram draws these; the machine takes no other (except
// resets, which lead from every state to CLOSED and are flashes, not arrows).
struct Edge {
  State from;
  State to;
  Reason reason;
  Trigger trigger;
  Origin origin = Origin::both;
};

// The machine's table. Two rows may share (from, to) with different reasons; drawn once.
std::span<const Edge> edges();
// The first row from one state to another, and whether there is one that also has this reason.
std::optional<Edge> edge(State from, State to);
bool has_edge(State from, State to, Reason reason);

}  // namespace wirelab::tcp
