#pragma once

#include "capture/tcp/segment.hpp"
#include "capture/trace/frame_record.hpp"
#include "capture/trace/party.hpp"

#include <cstdint>

namespace wirelab {

// What a frame's bytes said, when it is about to be taken up. Frames are taken apart in batches, so
// that the memory of their connections can be on its way.
struct Arrival {
  bool is_tcp = false;
  std::uint32_t hash = 0;  // with TCP: FlowTable::hash(ends)
  // And the stream that this hash led to when the batch began, which may be another's or outdated
  std::uint32_t guess = 0;
  Ends ends;
  tcp::Segment segment;
  OtherColumns other;  // without TCP
};

}  // namespace wirelab
