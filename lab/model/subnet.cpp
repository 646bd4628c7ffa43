#include "lab/model/subnet.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

using address::Fault;
using address::FaultKind;
using address::Ipv4;
using address::Ipv4Prefix;

address::Read<Ipv4Prefix> read(std::string_view typed, int length) {
  if (typed.find(':') != typed.npos)
    return Fault{FaultKind::only_ipv4, std::string(typed.substr(0, 45)), 0, 32};
  if (typed.find('/') != typed.npos) return address::parse_ipv4_prefix(typed);
  const auto alone = address::parse_ipv4(typed);
  if (const auto* fault = std::get_if<Fault>(&alone)) return *fault;
  return Ipv4Prefix{std::get<Ipv4>(alone), length};
}

}  // namespace

SubnetState with_typed(SubnetState state, std::string_view typed) {
  constexpr std::string_view blanks = " \t";
  const std::size_t first = typed.find_first_not_of(blanks);
  typed = first == typed.npos ? std::string_view()
                              : typed.substr(first, typed.find_last_not_of(blanks) - first + 1);
  const auto found = read(typed, state.prefix.length);
  state.fault.reset();
  if (const auto* fault = std::get_if<Fault>(&found)) {
    state.fault = *fault;
  } else {
    state.prefix = std::get<Ipv4Prefix>(found);
  }
  return state;
}

SubnetState with_length(SubnetState state, int length) {
  state.prefix.length = std::clamp(length, 0, 32);
  return state;
}

}  // namespace wirelab::lab
