#pragma once

#include "capture/filter/filter.hpp"
#include "capture/trace/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace wirelab::lab {

// The frames of a growing capture that pass a display filter, by their indexes; without a filter
// all of them.
class FilteredFrames {
 public:
  FilteredFrames() = default;
  FilteredFrames(std::string text, filter::Filter filter)
      : text_(std::move(text)), filter_(std::move(filter)) {}

  bool takes_all() const { return !filter_; }
  const std::string& text() const { return text_; }
  // The frames before this index have been asked.
  std::size_t checked() const { return checked_; }
  std::size_t count(const Trace& trace) const {
    return filter_ ? matches_.size() : trace.frame_count();
  }
  // The frame index of the n-th that passes, and where the first stands that is not before a frame.
  std::size_t frame(std::size_t n) const { return filter_ ? matches_[n] : n; }
  std::size_t position(std::size_t frame) const;
  bool takes_stream(std::uint32_t stream) const {
    return !filter_ || (stream < streams_.size() && streams_[stream]);
  }

  // Asks of the next frames in order; `bytes[i]` belongs to rows[i].
  void check(const Trace& trace, std::span<const FrameRow> rows, std::span<const Bytes> bytes);

 private:
  std::string text_;
  std::optional<filter::Filter> filter_;
  std::vector<std::uint32_t> matches_;
  std::vector<bool> streams_;  // with a frame that passes
  std::size_t checked_ = 0;
};

}  // namespace wirelab::lab
