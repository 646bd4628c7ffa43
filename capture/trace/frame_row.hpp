#pragma once

#include "capture/recording/frame.hpp"
#include "capture/tcp/segment.hpp"
#include "capture/tcp/state.hpp"
#include "capture/trace/connection.hpp"
#include "capture/verdicts/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab {

// One frame with TCP, in numbers alone: for who goes through millions of them.
struct TcpRow {
  std::size_t index = 0;
  std::uint64_t number = 0;
  Time sent = 0;
  std::uint32_t stream = 0;
  Side sender = Side::opener;
  tcp::Segment segment;      // raw numbers
  std::uint32_t window = 0;  // scaled as tshark's in one pass (unscaled on SYNs)
  Verdicts verdicts;
  tcp::State sender_state = tcp::State::unknown;    // after it was sent
  tcp::State receiver_state = tcp::State::unknown;  // after its fate (delivered), else as it was

  bool operator==(const TcpRow&) const = default;
};

// One frame as lists and ladders show it; assembled from the Trace's columns on request.
struct FrameRow {
  std::size_t index = 0;
  std::uint64_t number = 0;
  std::uint32_t scene = 0;
  Time sent = 0;
  std::uint32_t interface = 0;
  std::uint32_t wire_length = 0;
  std::uint32_t captured_length = 0;
  std::uint64_t file_offset = 0;
  std::string protocol;  // "TCP", "ARP", "ICMP", "UDP", "IPv6", ...: the innermost understood
  std::string source,
      destination;  // "10.0.0.1:43210"; addresses alone without ports; MAC when there is no IP

  // Only for whole TCP headers:
  bool is_tcp = false;
  std::uint32_t stream = 0;
  Side sender = Side::opener;
  tcp::Segment segment;  // raw numbers
  std::uint32_t relative_sequence = 0;
  std::uint32_t relative_acknowledgment = 0;  // 0 without ACK
  std::uint32_t window = 0;                   // scaled as tshark's in one pass (unscaled on SYNs)
  std::optional<std::uint64_t>
      resends;  // number of the frame whose first sequence numbers it repeats
  std::vector<Verdict> analysis;
  std::uint32_t duplicate_ack_number = 0;  // of a duplicate ACK: "TCP Dup ACK 4#1" has 1 here
  std::uint64_t duplicate_ack_frame = 0;   // and 4 here
  tcp::State sender_state = tcp::State::unknown;    // after it was sent
  tcp::State receiver_state = tcp::State::unknown;  // after its fate (delivered), else as it was

  bool operator==(const FrameRow&) const = default;
};

}  // namespace wirelab
