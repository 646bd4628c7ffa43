#include "capture/tcp/transitions.hpp"

#include <array>

namespace wirelab::tcp {

namespace {

using enum State;
using enum Trigger;
using enum Origin;

// RFC 9293 figure 5 with its notes. Linux sends no SYN from a listening socket (EISCONN), and it
// forgets a FIN-WAIT-2 whose socket was closed, after tcp_fin_timeout.
constexpr std::array table{
    Edge{closed, listen, Reason::passive_open, called},
    Edge{listen, closed, Reason::listener_closed, called},
    Edge{closed, syn_sent, Reason::active_open, sent},
    Edge{syn_sent, closed, Reason::open_abandoned, called},
    Edge{syn_sent, closed, Reason::retries_exhausted, called},
    Edge{listen, syn_received, Reason::syn_received, received},
    Edge{syn_received, listen, Reason::reset_to_listen, received},
    Edge{listen, syn_sent, Reason::send_from_listen, sent, rfc_only},
    Edge{syn_sent, syn_received, Reason::simultaneous_syn, received},
    Edge{syn_received, established, Reason::ack_of_syn_received, received},
    Edge{syn_sent, established, Reason::syn_ack_received, received},
    Edge{syn_received, fin_wait_1, Reason::close_called, sent},
    Edge{established, fin_wait_1, Reason::close_called, sent},
    Edge{established, close_wait, Reason::fin_received, received},
    Edge{fin_wait_1, fin_wait_2, Reason::ack_of_fin_received, received},
    Edge{fin_wait_1, closing, Reason::crossing_fin_received, received},
    Edge{fin_wait_1, time_wait, Reason::fin_and_ack_of_fin_received, received},
    Edge{fin_wait_2, time_wait, Reason::fin_received, received},
    Edge{closing, time_wait, Reason::ack_of_fin_received, received},
    Edge{close_wait, last_ack, Reason::close_after_fin, sent},
    Edge{last_ack, closed, Reason::ack_of_fin_received, received},
    Edge{time_wait, closed, Reason::two_msl_elapsed, elapsed},
    Edge{fin_wait_2, closed, Reason::orphan_timeout, elapsed, linux_only},
};

// By both states: the reasons of their rows, one bit each.
using Reasons = std::array<std::array<std::uint32_t, all_states.size() + 1>, all_states.size() + 1>;
constexpr std::size_t index(State state) { return static_cast<std::size_t>(state); }
constexpr std::uint32_t bit(Reason reason) { return 1u << static_cast<unsigned>(reason); }
constexpr Reasons reasons = [] {
  Reasons all{};
  for (const Edge& row : table) all[index(row.from)][index(row.to)] |= bit(row.reason);
  return all;
}();

}  // namespace

std::span<const Edge> edges() { return table; }

std::optional<Edge> edge(State from, State to) {
  for (const Edge& row : table)
    if (row.from == from && row.to == to) return row;
  return std::nullopt;
}

bool has_edge(State from, State to, Reason reason) {
  return (reasons[index(from)][index(to)] & bit(reason)) != 0;
}

}  // namespace wirelab::tcp
