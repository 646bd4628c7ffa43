#include "capture/tcp/state.hpp"

#include <utility>

namespace wirelab::tcp {

namespace {

struct Names {
  std::string_view rfc, linux_tools;
};

// In the order of the enumeration.
constexpr std::array<Names, 12> names{{{"unknown", "unknown"},
                                       {"CLOSED", "UNCONN"},
                                       {"LISTEN", "LISTEN"},
                                       {"SYN-SENT", "SYN-SENT"},
                                       {"SYN-RECEIVED", "SYN-RECV"},
                                       {"ESTABLISHED", "ESTAB"},
                                       {"FIN-WAIT-1", "FIN-WAIT-1"},
                                       {"FIN-WAIT-2", "FIN-WAIT-2"},
                                       {"CLOSE-WAIT", "CLOSE-WAIT"},
                                       {"CLOSING", "CLOSING"},
                                       {"LAST-ACK", "LAST-ACK"},
                                       {"TIME-WAIT", "TIME-WAIT"}}};

const Names& names_of(State state) {
  const auto index = static_cast<std::size_t>(state);
  return names[index < names.size() ? index : 0];
}

}  // namespace

std::string_view name(State state) { return names_of(state).rfc; }

std::string_view linux_name(State state) { return names_of(state).linux_tools; }

std::optional<State> state(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (name == names[i].rfc || name == names[i].linux_tools) return static_cast<State>(i);
  return std::nullopt;
}

}  // namespace wirelab::tcp
