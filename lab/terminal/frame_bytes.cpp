#include "lab/terminal/frame_bytes.hpp"

namespace wirelab::lab {

void FrameBytes::add(const Trace& trace, const Item& item) {
  last_ = {};
  const auto* frame = std::get_if<Frame>(&item);
  if (!frame) return;
  const std::size_t index = trace.frame_count() - 1;
  if (waiting_.empty()) first_ = index;
  if (!trace.is_run()) {
    last_ = frame->bytes;
  } else if (of_runs_) {
    waiting_.emplace_back(frame->bytes.begin(), frame->bytes.end());
  }
}

Bytes FrameBytes::of(const FrameRow& row) {
  for (; !waiting_.empty() && first_ < row.index; ++first_) waiting_.pop_front();
  if (first_ != row.index) return {};
  return waiting_.empty() ? last_ : Bytes(waiting_.front());
}

}  // namespace wirelab::lab
