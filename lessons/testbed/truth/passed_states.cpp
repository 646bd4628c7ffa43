#include "lessons/testbed/truth/passed_states.hpp"

#include "capture/tcp/transitions.hpp"

#include <algorithm>
#include <array>
#include <deque>

namespace wirelab::lessons {
namespace {

using tcp::State;

bool can_be_taken(const tcp::Edge& edge, bool passive) {
  if (edge.origin == tcp::Origin::rfc_only || edge.to == State::closed) return false;
  return !(passive && edge.from == State::syn_received && edge.to == State::fin_wait_1);
}

// Where the edges lead from here, ESTABLISHED first: of two shortest ways the common one is told.
std::vector<State> next(State from, bool passive) {
  std::vector<State> states;
  for (const tcp::Edge& edge : tcp::edges()) {
    if (edge.from == from && can_be_taken(edge, passive)) states.push_back(edge.to);
  }
  std::stable_partition(states.begin(), states.end(),
                        [](State state) { return state == State::established; });
  return states;
}

}  // namespace

std::optional<std::vector<State>> passed_states(State before, State after, bool passive) {
  std::array<std::optional<State>, tcp::all_states.size() + 1> reached_from{};
  std::deque<State> waiting{before};
  while (!waiting.empty()) {
    const State here = waiting.front();
    waiting.pop_front();
    for (const State state : next(here, passive)) {
      auto& from = reached_from[static_cast<std::size_t>(state)];
      if (from || state == before) continue;
      from = here;
      waiting.push_back(state);
    }
  }
  if (before == after) return std::vector<State>{};
  if (!reached_from[static_cast<std::size_t>(after)]) return std::nullopt;
  std::vector<State> way;
  for (State state = after; state != before;) {
    state = *reached_from[static_cast<std::size_t>(state)];
    if (state != before) way.push_back(state);
  }
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace wirelab::lessons
