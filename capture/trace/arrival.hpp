#pragma once

#include "capture/tcp/segment.hpp"
#include "capture/trace/party.hpp"

#include <cstdint>

namespace wirelab {

// What a frame's bytes said, when it is about to be taken up. Frames are taken apart in batches, so
// that the memory of their connections can be on its way.
struct Arrival {
  bool is_tcp = false;
  std::uint32_t hash = 0;  // with TCP: FlowTable::hash(ends)
  Ends ends;
  tcp::Segment segment;
  // Without TCP: protocol and stations, see FrameRecord
  std::uint16_t protocol = 0;
  std::uint32_t source = 0, destination = 0;
};

}  // namespace wirelab
