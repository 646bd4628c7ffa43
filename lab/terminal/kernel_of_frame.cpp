#include "lab/terminal/kernel_of_frame.hpp"

#include <algorithm>
#include <limits>

namespace wirelab::lab {
namespace {

// The stretch around a time in which, as far as frames and calls show, an end did not change its
// state.
struct Stretch {
  Time from = std::numeric_limits<Time>::min(), to = std::numeric_limits<Time>::max();
};

Stretch stretch_around(const Trace& trace, std::uint32_t stream, Side side, Time time) {
  Stretch stretch;
  for (const Transition& change : trace.transitions(stream, side)) {
    if (change.time > time) {
      stretch.to = change.time;
      break;
    }
    stretch.from = change.time;
  }
  return stretch;
}

// The read that was made for this frame at this moment. Around most frames the kernel is not read:
// then the last read before, or the first one after, if nothing is known to have changed the state
// in between. (An answer leaves before the read that follows the delivery it answers: the read
// before that is of another time.)
const KernelRead* read_around(const Trace& trace, const FrameRow& frame, Side side,
                              std::string_view moment, Time time) {
  const Stretch stretch = stretch_around(trace, frame.stream, side, time);
  const KernelRead *before = nullptr, *after = nullptr;
  for (const KernelRead& read : trace.kernel(frame.stream, side)) {
    if (read.frame == frame.number && read.moment == moment) return &read;
    if (read.time < stretch.from || read.time >= stretch.to) continue;
    if (read.time <= time) before = &read;
    if (read.time > time && !after) after = &read;
  }
  return before ? before : after;
}

Time delivery_of(const Trace& trace, const FrameRow& frame) {
  Time time = frame.sent;
  for (const Fate& fate : trace.fates(frame.index)) {
    if (fate.copy == 1) time = std::max(time, fate.time);
  }
  return time;
}

// What the packets do not tell cannot contradict the kernel.
bool same(const KernelRead* kernel, tcp::State inferred) {
  return !kernel || inferred == tcp::State::unknown || kernel->state == inferred;
}

}  // namespace

bool KernelOfFrame::read() const {
  return (!source || source->read) && (!destination || destination->read);
}

std::string_view KernelOfFrame::agreement_word() const {
  switch (agreement) {
    case Agreement::same: return "same";
    case Agreement::differs: return "differs";
    default: return "unsettled";
  }
}

KernelOfFrame kernel_of_frame(const Trace& trace, const FrameRow& frame) {
  const Time delivered = delivery_of(trace, frame);
  KernelOfFrame kernel;
  kernel.source = read_around(trace, frame, frame.sender, "sent", frame.sent);
  kernel.destination = read_around(trace, frame, other(frame.sender), "delivered", delivered);
  if (!kernel.source && !kernel.destination) return kernel;
  const bool equal =
      same(kernel.source, frame.sender_state) && same(kernel.destination, frame.receiver_state);
  if (equal) {
    kernel.agreement = Agreement::same;
  } else {
    kernel.agreement =
        trace.settled_at(frame.stream, delivered) ? Agreement::differs : Agreement::unsettled;
  }
  return kernel;
}

}  // namespace wirelab::lab
