#pragma once

#include "capture/tcp/segment.hpp"
#include "lessons/testbed/tuple.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace wirelab::lessons {

enum class Protocol : std::uint8_t { arp, icmp, udp, tcp, other };

// What the options of a SYN announce.
struct SynOptions {
  std::optional<std::uint16_t> mss;
  std::optional<std::uint8_t> window_shift;
  bool selective_acknowledgment = false;
  bool timestamps = false;
};

// As much of a frame as a rule can name and the wire needs in passing; the whole decoding is
// capture/decode's.
struct Glimpse {
  Protocol protocol = Protocol::other;
  Tuple tuple;           // as the sender has it: local is the source; ports of TCP and UDP only
  tcp::Segment segment;  // of TCP only
  SynOptions options;    // of a SYN only

  bool tcp() const { return protocol == Protocol::tcp; }
  // SYN, FIN and RST can change a state by themselves.
  bool changes_state() const {
    return tcp() && (segment.flags & (tcp::syn | tcp::fin | tcp::rst)) != 0;
  }
};

Glimpse glimpse(std::span<const std::uint8_t> ethernet);

}  // namespace wirelab::lessons
