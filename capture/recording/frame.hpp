#pragma once

#include "capture/recording/time.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace wirelab {

constexpr std::uint32_t link_type_ethernet = 1;

// One pcapng interface block: a port of the bench ("client.eth0") and the segment it is on.
struct Interface {
  std::string name;
  std::string segment;
  std::uint32_t link_type = link_type_ethernet;
  std::uint32_t snap_length = 0;  // bytes, 0 = no limit
};

// Of what foreign captures hold between their packets and Wireshark counts with them: somebody's
// journal entries, custom blocks. Its bytes are the block's, of no link type.
constexpr std::uint32_t no_interface = ~std::uint32_t{0};

// One captured frame. `bytes` borrows from the reader (until its next call) or from the writer's
// caller.
struct Frame {
  Time time = 0;                  // when it left its sender
  std::uint32_t interface = 0;    // index into the recording's interfaces, or no_interface
  std::uint64_t number = 0;       // epb_packetid; in foreign captures the count from 1
  std::uint32_t wire_length = 0;  // bytes on the wire; bytes.size() may be less
  std::uint64_t file_offset = 0;  // where bytes begin in the recording (spool), for pread
  std::span<const std::uint8_t> bytes;
};

}  // namespace wirelab
