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

// What is known of a frame without TCP: index of its protocol's name, numbers of its Stations.
struct OtherColumns {
  std::uint16_t protocol = 0;
  std::uint32_t source = 0, destination = 0;
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
// relative, or too large for its field, only the FrameLog can tell. Put together by shifts, as bit
// fields that are written one by one and copied at once cost more than all the rest.
class FrameRecord {
 public:
  static constexpr std::uint8_t no_shift = 15;
  static constexpr std::uint64_t most_time = (std::uint64_t{1} << 48) - 1;
  static constexpr std::uint64_t most_offset = (std::uint64_t{1} << 24) - 1;

  // What depends on the chunk: see FrameLog.
  struct Fit {
    std::uint64_t time = 0;    // ns since the chunk's
    std::uint64_t offset = 0;  // in the file, bytes since the chunk's
    std::uint32_t length = 0;  // TCP payload, bytes
    std::uint32_t around = 0;  // bytes on the wire beside the TCP payload
    std::uint32_t interface = 0;
    bool is_cut = false;   // captured: as many bytes as all that are cut in this chunk
    bool is_wide = false;  // does not fit, and stands beside
  };

  FrameRecord() = default;
  FrameRecord(const tcp::Segment& segment, const TcpColumns& columns, const Fit& fit)
      : first_(fit.time | std::uint64_t{segment.window} << 48),
        second_(fit.offset | std::uint64_t{fit.length} << 24 |
                std::uint64_t{columns.verdicts.bits()} << 40 |
                std::uint64_t{columns.sender == Side::acceptor} << 55 |
                std::uint64_t{segment.flags & 0xffu} << 56),
        stream_(columns.stream),
        sequence_(segment.sequence),
        acknowledgment_(segment.acknowledgment),
        rest_(static_cast<std::uint32_t>(columns.sender_state) |
              static_cast<std::uint32_t>(columns.receiver_state) << 4 | fit.around << 8 |
              fit.interface << 16 | std::uint32_t{columns.shift} << 24 | tcp_bit |
              cut_bit * fit.is_cut | wide_bit * fit.is_wide) {}
  // Without TCP.
  FrameRecord(const OtherColumns& columns, std::uint32_t wire_length, const Fit& fit)
      : first_(fit.time | std::uint64_t{columns.protocol} << 48),
        second_(fit.offset),
        stream_(columns.source),
        sequence_(columns.destination),
        acknowledgment_(wire_length),
        rest_(fit.interface << 16 | cut_bit * fit.is_cut | wide_bit * fit.is_wide) {}

  bool is_tcp() const { return (rest_ & tcp_bit) != 0; }
  std::uint64_t time() const { return first_ & most_time; }
  std::uint64_t offset() const { return second_ & most_offset; }
  std::uint32_t interface() const { return rest_ >> 16 & 0xffu; }
  bool is_cut() const { return (rest_ & cut_bit) != 0; }
  bool is_wide() const { return (rest_ & wide_bit) != 0; }

  // With TCP.
  std::uint32_t stream() const { return stream_; }
  std::uint32_t sequence() const { return sequence_; }
  std::uint32_t acknowledgment() const { return acknowledgment_; }
  std::uint16_t window() const { return static_cast<std::uint16_t>(first_ >> 48); }
  std::uint16_t length() const { return static_cast<std::uint16_t>(second_ >> 24); }
  std::uint8_t flags() const { return static_cast<std::uint8_t>(second_ >> 56); }
  Verdicts verdicts() const {
    return Verdicts(static_cast<std::uint16_t>(second_ >> 40 & 0x7fffu));
  }
  Side sender() const { return (second_ >> 55 & 1u) != 0 ? Side::acceptor : Side::opener; }
  std::uint32_t around() const { return rest_ >> 8 & 0xffu; }
  // That applies to the window; of a SYN, the one it announces, or no_shift
  std::uint8_t shift() const { return static_cast<std::uint8_t>(rest_ >> 24 & 0xfu); }
  tcp::State sender_state() const { return static_cast<tcp::State>(rest_ & 0xfu); }
  tcp::State receiver_state() const { return static_cast<tcp::State>(rest_ >> 4 & 0xfu); }
  void set_receiver_state(tcp::State state) {
    rest_ = (rest_ & ~0xf0u) | static_cast<std::uint32_t>(state) << 4;
  }

  // Without TCP.
  OtherColumns other() const { return {window(), stream_, sequence_}; }
  std::uint32_t wire_length() const { return acknowledgment_; }

 private:
  static constexpr std::uint32_t tcp_bit = 1u << 28, cut_bit = 1u << 29, wide_bit = 1u << 30;

  std::uint64_t first_;           // from bit 0: time 48, window or protocol 16
  std::uint64_t second_;          // offset 24, length 16, verdicts 15, sender 1, flags 8
  std::uint32_t stream_;          // without TCP: number of the sender's Station
  std::uint32_t sequence_;        // without TCP: number of the receiver's Station
  std::uint32_t acknowledgment_;  // without TCP: bytes on the wire
  std::uint32_t rest_;            // states 4 and 4, around 8, interface 8, shift 4, three bits
};
static_assert(sizeof(FrameRecord) == 32);

}  // namespace wirelab
