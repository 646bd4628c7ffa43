#pragma once

#include "capture/bytes/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace wirelab::decode {

// Link types (the LINKTYPE_ numbers of pcap) that are decoded.
enum LinkType : std::uint32_t {
  link_null = 0,
  link_ethernet = 1,
  link_ppp = 9,
  link_raw_openbsd = 12,
  link_raw_bsdos = 14,
  link_raw = 101,
  link_loop = 108,
  link_linux_sll = 113,
  link_ipv4 = 228,
  link_ipv6 = 229,
  link_linux_sll2 = 276
};

// EtherTypes: what a link header says comes next.
enum EtherType : std::uint16_t {
  ethertype_ipv4 = 0x0800,
  ethertype_arp = 0x0806,
  ethertype_vlan = 0x8100,  // IEEE 802.1Q
  ethertype_ipv6 = 0x86dd,
  ethertype_service_vlan = 0x88a8,  // IEEE 802.1ad
  ethertype_old_service_vlan = 0x9100,
  ethertype_pppoe_session = 0x8864
};

// "Ethernet", "Linux cooked v2"; empty when the link type is not decoded.
std::string_view link_name(std::uint32_t link_type);

// The small headers without addresses (NULL, LOOP, raw IP, PPP), as far as the next EtherType.
struct PlainLink {
  std::uint16_t ether_type = 0;  // 0: something else than IP
  std::size_t length = 0;        // of the link header, 0 to 4 bytes
  std::uint32_t link_type = link_raw;
};

// Nothing when the bytes are too short.
std::optional<PlainLink> read_plain_link(std::uint32_t link_type, Bytes bytes);

}  // namespace wirelab::decode
