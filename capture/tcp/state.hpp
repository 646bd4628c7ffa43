#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wirelab::tcp {

// The eleven states of RFC 9293 section 3.3.2, and `unknown`: the frames have not shown it yet.
enum class State : std::uint8_t {
  unknown,
  closed,
  listen,
  syn_sent,
  syn_received,
  established,
  fin_wait_1,
  fin_wait_2,
  close_wait,
  closing,
  last_ack,
  time_wait
};

inline constexpr std::array all_states{State::closed,       State::listen,      State::syn_sent,
                                       State::syn_received, State::established, State::fin_wait_1,
                                       State::fin_wait_2,   State::close_wait,  State::closing,
                                       State::last_ack,     State::time_wait};

// "SYN-SENT", "unknown".
std::string_view name(State state);
// As `ss` prints it: "SYN-RECV", "ESTAB", "UNCONN".
std::string_view linux_name(State state);
// Accepts both spellings.
std::optional<State> state(std::string_view name);

}  // namespace wirelab::tcp
