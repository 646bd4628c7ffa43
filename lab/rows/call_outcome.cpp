#include "lab/rows/call_outcome.hpp"

namespace wirelab::lab {

std::string call_outcome(const CallEvent& call, Time now) {
  if (!call.end || *call.end > now) return {};
  return call.error.empty() ? " = " + call.result : " = -1 " + call.error;
}

}  // namespace wirelab::lab
