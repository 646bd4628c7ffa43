#include "lab/model/filtered_frames.hpp"

#include <algorithm>

namespace wirelab::lab {

std::size_t FilteredFrames::position(std::size_t frame) const {
  if (!filter_) return frame;
  const auto found = std::lower_bound(matches_.begin(), matches_.end(), frame);
  return static_cast<std::size_t>(found - matches_.begin());
}

void FilteredFrames::check(const Trace& trace, std::span<const FrameRow> rows,
                           std::span<const Bytes> bytes) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const FrameRow& row = rows[i];
    checked_ = row.index + 1;
    if (!filter_->matches(filter::Facts(trace, row, bytes[i]))) continue;
    matches_.push_back(static_cast<std::uint32_t>(row.index));
    if (!row.is_tcp) continue;
    if (streams_.size() <= row.stream) streams_.resize(row.stream + 1);
    streams_[row.stream] = true;
  }
}

}  // namespace wirelab::lab
