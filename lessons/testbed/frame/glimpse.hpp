#pragma once

#include "capture/tcp/segment.hpp"
#include "lessons/testbed/base/tuple.hpp"

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

// Of a piece of an IPv4 packet: which packet, and where in it. `number`: the identification field.
struct IpFragment {
  std::uint16_t number = 0;
  std::uint16_t offset = 0;  // bytes
  bool more = false;
  bool part() const { return more || offset != 0; }
};

// As much of a frame as a rule can name and the wire needs in passing; the whole decoding is
// capture/decode's.
struct Glimpse {
  Protocol protocol = Protocol::other;
  // As the sender has it: local is the source; ports of TCP and UDP only. Of ARP: who asks or
  // answers, and whom it is about.
  Tuple tuple;
  tcp::Segment segment;  // of TCP only
  SynOptions options;    // of a SYN only
  IpFragment fragment;   // of IPv4 only
  std::uint8_t icmp_type = 0, icmp_code = 0;
  std::uint8_t ttl = 0;  // of IPv4 only
  bool asks = false;     // of ARP only: a request
  decode::MacAddress mac_source, mac_destination;

  bool tcp() const { return protocol == Protocol::tcp; }
  // SYN, FIN and RST can change a state by themselves.
  bool changes_state() const {
    return tcp() && (segment.flags & (tcp::syn | tcp::fin | tcp::rst)) != 0;
  }
};

Glimpse glimpse(std::span<const std::uint8_t> ethernet);

}  // namespace wirelab::lessons
