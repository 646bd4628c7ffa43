#include "capture/address/fault.hpp"

namespace wirelab::address {

std::string_view id(FaultKind kind) {
  switch (kind) {
    case FaultKind::nothing_there: return "nothing_there";
    case FaultKind::not_a_number: return "not_a_number";
    case FaultKind::place_too_large: return "place_too_large";
    case FaultKind::leading_zero: return "leading_zero";
    case FaultKind::too_few_places: return "too_few_places";
    case FaultKind::too_many_places: return "too_many_places";
    case FaultKind::no_prefix: return "no_prefix";
    case FaultKind::prefix_not_a_number: return "prefix_not_a_number";
    case FaultKind::prefix_too_long: return "prefix_too_long";
    case FaultKind::mask_with_gaps: return "mask_with_gaps";
    case FaultKind::not_ipv6: return "not_ipv6";
    case FaultKind::only_ipv4: return "only_ipv4";
  }
  return "";
}

}  // namespace wirelab::address
