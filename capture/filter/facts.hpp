#pragma once

#include "capture/decode/layers.hpp"
#include "capture/trace/trace.hpp"

#include <optional>

namespace wirelab::filter {

// What a filter may ask of one frame. Its headers are decoded when a field first needs them.
class Facts {
 public:
  // `bytes` as captured; all are borrowed for as long as the Facts live.
  Facts(const Trace& trace, const FrameRow& row, Bytes bytes)
      : trace_(trace), row_(row), bytes_(bytes) {}

  const Trace& trace() const { return trace_; }
  const FrameRow& row() const { return row_; }
  Bytes bytes() const { return bytes_; }
  const decode::Layers& layers() const {
    if (!layers_) layers_ = decode::decode(link_type(), bytes_, row_.wire_length);
    return *layers_;
  }
  // From here to the end of the innermost payload, as far as captured.
  Bytes from(const decode::Extent& header) const;
  // What TCP or UDP carries.
  Bytes payload() const;

 private:
  std::uint32_t link_type() const {
    const auto interfaces = trace_.interfaces();
    return row_.interface < interfaces.size() ? interfaces[row_.interface].link_type
                                              : link_type_ethernet;
  }

  const Trace& trace_;
  const FrameRow& row_;
  Bytes bytes_;
  mutable std::optional<decode::Layers> layers_;
};

}  // namespace wirelab::filter
