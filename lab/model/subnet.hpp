#pragma once

#include "capture/address/drill.hpp"
#include "capture/address/prefix.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirelab::lab {

using DrillAnswers = std::array<std::string, address::drill_fields>;

// What the person does with the bits of an address. No fact of any network.
struct SubnetState {
  bool open = false;                           // the bits are in view, and no bench
  address::Ipv4Prefix prefix{0xAC100DAD, 26};  // 172.16.13.173/26
  std::optional<address::Fault> fault = {};    // of what was typed last
  std::uint64_t seed = 1;                      // of the drill
  std::uint32_t question = 0;                  // its number
  std::optional<DrillAnswers> answers = {};    // as they were when they were checked
  bool frames = false;                         // of the ping, in the place of the bits
};

// The state after somebody has typed an address, alone (the prefix stays) or with its prefix.
SubnetState with_typed(SubnetState state, std::string_view typed);
// After the split was moved; a length outside of 0 to 32 is taken to the end.
SubnetState with_length(SubnetState state, int length);

}  // namespace wirelab::lab
