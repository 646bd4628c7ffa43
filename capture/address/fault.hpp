#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace wirelab::address {

// What is wrong with an address, a mask or a prefix that somebody typed.
enum class FaultKind {
  nothing_there,
  not_a_number,  // `part` in place `place`
  place_too_large,
  leading_zero,    // some programs would read it as octal
  too_few_places,  // `place` of them instead of four
  too_many_places,
  no_prefix,
  prefix_not_a_number,
  prefix_too_long,  // more than `limit`
  mask_with_gaps,   // its ones do not stand together at the left
  not_ipv6,
  only_ipv4,  // where the 32 bits of IPv4 are wanted
};

struct Fault {
  FaultKind kind = FaultKind::nothing_there;
  std::string part = {};  // as it was typed
  int place = 0;          // of the address, from 1; or how many places there are
  int limit = 0;

  bool operator==(const Fault&) const = default;
};

// Its name in the words: subnet.fault.NAME.
std::string_view id(FaultKind kind);

// A value, or what is wrong with the text that it was to be read from.
template <class T>
using Read = std::variant<T, Fault>;

}  // namespace wirelab::address
