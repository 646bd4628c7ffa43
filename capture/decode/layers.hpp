#pragma once

#include "capture/bytes/cursor.hpp"
#include "capture/decode/arp.hpp"
#include "capture/decode/cooked.hpp"
#include "capture/decode/ethernet.hpp"
#include "capture/decode/extent.hpp"
#include "capture/decode/icmp.hpp"
#include "capture/decode/ipv4.hpp"
#include "capture/decode/ipv6.hpp"
#include "capture/decode/link.hpp"
#include "capture/decode/pppoe.hpp"
#include "capture/decode/tcp.hpp"
#include "capture/decode/udp.hpp"
#include "capture/decode/vlan.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wirelab::decode {

// A header and where it stands in the frame: `layers.tcp->window`, `layers.tcp->at.offset`.
template <class Header>
struct Layer : Header {
  Extent at;  // whole header with its options; the capture may hold less of it
};

// All that one frame's bytes say, from the link header to the payload. A layer is there when its
// fixed part is; what is wrong with the next one is `problem`.
struct Layers {
  // The innermost protocol understood: "TCP", "ARP", "IPv6", "Ethernet"; empty for a link type that
  // is not decoded.
  std::string_view protocol;
  // Why decoding stopped early, as an id of words ("malformed.tcp_short"); empty when it did not.
  // *_cut: the capture holds fewer bytes than the wire carried. *_short: the packet itself ends
  // there.
  std::string_view problem;

  std::optional<Layer<Ethernet>> ethernet;
  std::optional<Layer<Cooked>> cooked;
  std::array<Layer<Vlan>, 4> vlans{};
  std::uint8_t vlan_count = 0;
  std::optional<Layer<Pppoe>> pppoe;
  std::optional<Layer<PlainLink>> plain;  // behind PPPoE where that is
  std::optional<Layer<Arp>> arp;
  std::optional<Layer<Ipv4>> ipv4;
  std::optional<Layer<Ipv6>> ipv6;
  std::optional<Layer<Ipv6Extensions>> extensions;  // absent when there are none
  std::optional<Layer<Icmp>> icmp;
  std::optional<Layer<Udp>> udp;
  // Present when the fixed 20 bytes are there and the data offset fits into the IP packet.
  std::optional<Layer<Tcp>> tcp;

  // What the innermost header carries, by the lengths of the protocols and not of the frame:
  // Ethernet's padding is no payload. The wire carried payload.length bytes, the capture holds
  // payload_captured.
  Extent payload;
  std::uint32_t payload_captured = 0;

  bool is_fragment() const;
  // True when a TCP header with all of its options is there, of a packet that is no fragment or its
  // first.
  bool whole_tcp() const;
  // True also when the capture cut off some options: the numbers are there.
  bool numbered_tcp() const;
  // Of IP, else of ARP.
  std::optional<IpAddress> source() const;
  std::optional<IpAddress> destination() const;
};

// Never fails: any bytes are Layers. `wire_length` is what the wire carried, in bytes; `bytes` may
// be cut shorter by the capture.
Layers decode(std::uint32_t link_type, Bytes bytes, std::uint32_t wire_length);

// The options of the TCP header as far as captured; empty without TCP.
Bytes tcp_option_bytes(const Layers& layers, Bytes frame);

}  // namespace wirelab::decode
