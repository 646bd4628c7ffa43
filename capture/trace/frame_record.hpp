#pragma once

#include "capture/recording/frame.hpp"
#include "capture/tcp/segment.hpp"
#include "capture/tcp/state.hpp"
#include "capture/trace/connection.hpp"
#include "capture/verdicts/verdict.hpp"

#include <cstdint>

namespace wirelab {

// When and where a frame was recorded.
struct FramePlace {
  Time time = 0;
  std::uint64_t file_offset = 0;
  std::uint32_t wire_length = 0;
  std::uint32_t captured_length = 0;
  std::uint32_t interface = 0;
};

// What the Trace found out of a frame with TCP.
struct TcpColumns {
  std::uint32_t stream = 0;
  Side sender = Side::opener;
  Verdicts verdicts;
  tcp::State sender_state = tcp::State::unknown;
  tcp::State receiver_state = tcp::State::unknown;
  std::uint8_t shift = 0;  // see FrameRecord
};

// One frame as it is kept, in 32 bytes; words and strings are made of it on request. What is
// relative, or too large for its field, only the FrameLog can tell.
struct FrameRecord {
  static constexpr unsigned no_shift = 15;

  std::uint64_t time : 48 = 0;    // ns since the chunk's
  std::uint64_t window : 16 = 0;  // raw; without TCP: index of the protocol's name
  std::uint64_t offset : 24 = 0;  // in the file, bytes since the chunk's
  std::uint64_t length : 16 = 0;  // TCP payload, bytes
  std::uint64_t verdicts : 15 = 0;
  std::uint64_t from_acceptor : 1 = 0;  // the sender's side
  std::uint64_t flags : 8 = 0;
  std::uint32_t stream = 0;          // without TCP: number of the sender's Station
  std::uint32_t sequence = 0;        // without TCP: number of the receiver's Station
  std::uint32_t acknowledgment = 0;  // without TCP: bytes on the wire
  std::uint32_t sender_state : 4 = 0;
  std::uint32_t receiver_state : 4 = 0;
  std::uint32_t around : 8 = 0;  // bytes on the wire beside the TCP payload
  std::uint32_t interface : 8 = 0;
  // That applies to the window; of a SYN, the one it announces, or no_shift
  std::uint32_t shift : 4 = 0;
  std::uint32_t is_tcp : 1 = 0;
  std::uint32_t is_cut : 1 = 0;   // captured: as many bytes as all that are cut in this chunk
  std::uint32_t is_wide : 1 = 0;  // does not fit: see FrameLog

  Side sender() const { return from_acceptor ? Side::acceptor : Side::opener; }
  tcp::State sender_is() const { return static_cast<tcp::State>(sender_state); }
  tcp::State receiver_is() const { return static_cast<tcp::State>(receiver_state); }
  void set_receiver(tcp::State state) { receiver_state = static_cast<std::uint32_t>(state) & 0xfu; }
};
static_assert(sizeof(FrameRecord) == 32);

}  // namespace wirelab
