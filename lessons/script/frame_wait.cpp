#include "lessons/script/frame_wait.hpp"

#include <algorithm>

namespace wirelab::lessons {

void FrameWait::count(std::uint64_t number) {
  if (++counted_ == std::max(match_.nth, 1U)) found_ = number;
}

void FrameWait::seen(const Sighting& frame) {
  const bool meant = number_ > 0 ? frame.number == number_
                                 : match_.fits(frame.from, frame.to, frame.glimpse, frame.segment);
  if (!meant) return;
  if (fate_)
    matching_.insert(frame.number);
  else
    count(frame.number);
}

void FrameWait::befell(const Event& event) {
  if (fate_ && event.fate == *fate_ && event.copy == 1 && matching_.count(event.number) > 0)
    count(event.number);
}

std::optional<std::uint64_t> FrameWait::look(const Happenings& happenings) {
  happenings.since(
      frame_, event_, [this](const Sighting& frame) { seen(frame); },
      [this](const Event& event) { befell(event); });
  return found_;
}

}  // namespace wirelab::lessons
