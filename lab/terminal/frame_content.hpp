#pragma once

#include "capture/decode/artefacts.hpp"
#include "capture/trace/trace.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wirelab::lab {

// What the bytes of a frame say beyond its row.
struct FrameContent {
  // The packet that an ICMP error is about.
  struct Quoted {
    std::string source, destination, protocol;  // with ports where they are quoted
    std::uint8_t hops = 0;                      // TTL or hop limit that it had left
    std::optional<std::uint32_t> sequence;      // of TCP, as on the wire
  };
  decode::Appearance appearance;
  std::string info;  // decode::first_line
  std::optional<Quoted> quoted;
};

// Without bytes: nothing. The observer must see every frame of the recording, in order.
FrameContent read_content(const Trace& trace, const FrameRow& row, Bytes bytes,
                          decode::Observer& observer);

}  // namespace wirelab::lab
