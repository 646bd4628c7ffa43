#include "capture/trace/agreement.hpp"

namespace wirelab {

namespace {

bool is_no_connection(tcp::State state) {
  return state == tcp::State::closed || state == tcp::State::listen;
}

}  // namespace

Agreement compare(const Comparison& comparison) {
  const KernelRead* kernel = comparison.kernel;
  if (!kernel || kernel->state == tcp::State::unknown || comparison.inferred == tcp::State::unknown)
    return Agreement::unknown;
  if (kernel->state == comparison.inferred) return Agreement::same;
  // Asked for the 4-tuple, a kernel answers with the listener or with nothing: both mean that there
  // is no connection.
  if (comparison.listener && is_no_connection(kernel->state) &&
      is_no_connection(comparison.inferred))
    return Agreement::same;
  // Nothing was read since the endpoint changed: there is nothing to compare with yet.
  const bool outdated = kernel->time < comparison.inferred_since;
  return comparison.settled && !outdated ? Agreement::differs : Agreement::unsettled;
}

}  // namespace wirelab
