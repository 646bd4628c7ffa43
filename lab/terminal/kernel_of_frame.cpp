#include "lab/terminal/kernel_of_frame.hpp"

#include <algorithm>

namespace wirelab::lab {
namespace {

// The read that was made for this frame at this moment. Around most frames the kernel is not read:
// then the last read before, or the first one after, if nothing is known to have changed the state
// in between. (An answer leaves before the read that follows the delivery it answers: the read
// before that is of another time.)
const KernelRead* read_around(const Trace& trace, const FrameRow& frame, Side side, bool delivered,
                              Time time) {
  if (const auto* own = trace.kernel_for(frame.stream, side, frame.number, delivered)) return own;
  const auto last = trace.last_transition(frame.stream, side, time);
  const KernelRead* before = trace.kernel_at(frame.stream, side, time);
  if (before && (!last || before->time >= last->time)) return before;
  const KernelRead* after = trace.kernel_after(frame.stream, side, time);
  if (!after) return nullptr;
  const auto next = trace.next_transition(frame.stream, side, time);
  return !next || after->time < next->time ? after : nullptr;
}

Time delivery_of(const Trace& trace, const FrameRow& frame) {
  Time time = frame.sent;
  for (const Fate& fate : trace.fates(frame.index)) {
    if (fate.copy == 1) time = std::max(time, fate.time);
  }
  return time;
}

// The end has moved on by a frame of its own, an answer that left between this moment and the read:
// what was read is that later state.
bool moved_on(const Trace& trace, std::uint32_t stream, Side side, const KernelRead* kernel) {
  const auto last = kernel ? trace.last_transition(stream, side, kernel->time) : std::nullopt;
  return last && last->to == kernel->state;
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
  kernel.source = read_around(trace, frame, frame.sender, false, frame.sent);
  kernel.destination = read_around(trace, frame, other(frame.sender), true, delivered);
  if (!kernel.source && !kernel.destination) return kernel;
  const Side sender = frame.sender, receiver = other(sender);
  const bool source_same = same(kernel.source, frame.sender_state);
  const bool destination_same = same(kernel.destination, frame.receiver_state);
  const bool settled =
      trace.settled_at(frame.stream, delivered) &&
      (source_same || !moved_on(trace, frame.stream, sender, kernel.source)) &&
      (destination_same || !moved_on(trace, frame.stream, receiver, kernel.destination));
  if (source_same && destination_same) {
    kernel.agreement = Agreement::same;
  } else {
    kernel.agreement = settled ? Agreement::differs : Agreement::unsettled;
  }
  return kernel;
}

}  // namespace wirelab::lab
