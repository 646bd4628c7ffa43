#include "lab/model/countdown.hpp"

namespace wirelab::lab {

std::optional<Time> forgets_at(const Trace& trace, std::uint32_t stream, Side side, Time time) {
  const KernelRead* read = trace.kernel_at(stream, side, time);
  if (!read || read->timer != "time-wait") return std::nullopt;
  const Time until = later_by(read->time, read->timer_left);
  return until > time ? std::optional(until) : std::nullopt;
}

std::optional<Time> all_forgotten_at(const Trace& trace, std::size_t scene) {
  std::optional<Time> last;
  for (std::uint32_t stream = 0; stream < trace.connection_count(); ++stream) {
    for (const Side side : {Side::opener, Side::acceptor}) {
      const auto until = forgets_at(trace, stream, side, trace.end());
      if (!until || (last && *until <= *last)) continue;
      if (trace.connection(stream).scene == scene) last = until;
    }
  }
  return last;
}

}  // namespace wirelab::lab
