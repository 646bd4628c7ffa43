#include "capture/decode/header_fields.hpp"

#include "capture/decode/field_list.hpp"
#include "capture/decode/header_parts.hpp"

#include <array>
#include <utility>

namespace wirelab::decode {

namespace {

using enum FieldText;

constexpr std::array arp_rows{FieldRow{"arp.hw.type", 16},
                              FieldRow{"arp.proto.type", 16, hexadecimal},
                              FieldRow{"arp.hw.size", 8},
                              FieldRow{"arp.proto.size", 8},
                              FieldRow{"arp.opcode", 16},
                              FieldRow{"arp.src.hw_mac", 48, mac},
                              FieldRow{"arp.src.proto_ipv4", 32, ipv4},
                              FieldRow{"arp.dst.hw_mac", 48, mac},
                              FieldRow{"arp.dst.proto_ipv4", 32, ipv4}};

// The fragment offset stays in units of eight bytes, as written.
constexpr std::array ipv4_rows{FieldRow{"ip.version", 4},
                               FieldRow{"ip.hdr_len", 4},
                               FieldRow{"ip.dsfield.dscp", 6},
                               FieldRow{"ip.dsfield.ecn", 2},
                               FieldRow{"ip.len", 16},
                               FieldRow{"ip.id", 16, hexadecimal},
                               FieldRow{"ip.flags.rb", 1},
                               FieldRow{"ip.flags.df", 1},
                               FieldRow{"ip.flags.mf", 1},
                               FieldRow{"ip.frag_offset", 13},
                               FieldRow{"ip.ttl", 8},
                               FieldRow{"ip.proto", 8},
                               FieldRow{"ip.checksum", 16, hexadecimal},
                               FieldRow{"ip.src", 32, ipv4},
                               FieldRow{"ip.dst", 32, ipv4}};

constexpr std::array ipv6_rows{FieldRow{"ipv6.version", 4},
                               FieldRow{"ipv6.tclass", 8, hexadecimal},
                               FieldRow{"ipv6.flow", 20, hexadecimal},
                               FieldRow{"ipv6.plen", 16},
                               FieldRow{"ipv6.nxt", 8},
                               FieldRow{"ipv6.hlim", 8},
                               FieldRow{"ipv6.src", 128, ipv6},
                               FieldRow{"ipv6.dst", 128, ipv6}};

constexpr std::array icmp_rows{FieldRow{"icmp.type", 8}, FieldRow{"icmp.code", 8},
                               FieldRow{"icmp.checksum", 16, hexadecimal}};
constexpr std::array icmp_echo_rows{FieldRow{"icmp.ident", 16}, FieldRow{"icmp.seq", 16}};
constexpr std::array icmp_mtu_rows{FieldRow{"icmp.unused", 16, hexadecimal},
                                   FieldRow{"icmp.mtu", 16}};
constexpr std::array icmp_redirect_rows{FieldRow{"icmp.redir_gw", 32, ipv4}};
constexpr std::array icmp_other_rows{FieldRow{"icmp.unused", 32, hexadecimal}};

constexpr std::array icmpv6_rows{FieldRow{"icmpv6.type", 8}, FieldRow{"icmpv6.code", 8},
                                 FieldRow{"icmpv6.checksum", 16, hexadecimal}};
constexpr std::array icmpv6_echo_rows{FieldRow{"icmpv6.echo.identifier", 16},
                                      FieldRow{"icmpv6.echo.sequence_number", 16}};
constexpr std::array icmpv6_mtu_rows{FieldRow{"icmpv6.mtu", 32}};
constexpr std::array icmpv6_other_rows{FieldRow{"icmpv6.reserved", 32, hexadecimal}};

constexpr std::array udp_rows{FieldRow{"udp.srcport", 16}, FieldRow{"udp.dstport", 16},
                              FieldRow{"udp.length", 16},
                              FieldRow{"udp.checksum", 16, hexadecimal}};

constexpr std::array tcp_rows{FieldRow{"tcp.srcport", 16},
                              FieldRow{"tcp.dstport", 16},
                              FieldRow{"tcp.seq_raw", 32},
                              FieldRow{"tcp.ack_raw", 32},
                              FieldRow{"tcp.hdr_len", 4},
                              FieldRow{"tcp.flags.res", 4},
                              FieldRow{"tcp.flags.cwr", 1},
                              FieldRow{"tcp.flags.ece", 1},
                              FieldRow{"tcp.flags.urg", 1},
                              FieldRow{"tcp.flags.ack", 1},
                              FieldRow{"tcp.flags.push", 1},
                              FieldRow{"tcp.flags.reset", 1},
                              FieldRow{"tcp.flags.syn", 1},
                              FieldRow{"tcp.flags.fin", 1},
                              FieldRow{"tcp.window_size_value", 16},
                              FieldRow{"tcp.checksum", 16, hexadecimal},
                              FieldRow{"tcp.urgent_pointer", 16}};

Header ipv4_header(const Layer<Ipv4>& layer, Bytes frame) {
  FieldList list("IPv4", layer.at, frame);
  list.add_all(ipv4_rows);
  list.add({"ip.opt", list.bits_left(), FieldText::bytes});
  return std::move(list).take();
}

Header icmp_header(const Layer<Icmp>& layer, Bytes frame) {
  FieldList list(layer.version6 ? "ICMPv6" : "ICMP", layer.at, frame);
  if (layer.version6) {
    list.add_all(icmpv6_rows);
    if (layer.is_echo()) return std::move(list.add_all(icmpv6_echo_rows)).take();
    constexpr std::uint8_t packet_too_big = 2;
    if (layer.type == packet_too_big) return std::move(list.add_all(icmpv6_mtu_rows)).take();
    return std::move(list.add_all(icmpv6_other_rows)).take();
  }
  constexpr std::uint8_t unreachable = 3;
  constexpr std::uint8_t fragmentation_needed = 4;
  constexpr std::uint8_t redirect = 5;
  list.add_all(icmp_rows);
  if (layer.is_echo()) return std::move(list.add_all(icmp_echo_rows)).take();
  if (layer.type == redirect) return std::move(list.add_all(icmp_redirect_rows)).take();
  if (layer.type == unreachable && layer.code == fragmentation_needed) {
    return std::move(list.add_all(icmp_mtu_rows)).take();
  }
  return std::move(list.add_all(icmp_other_rows)).take();
}

Header tcp_header(const Layers& layers, Bytes frame) {
  FieldList list("TCP", layers.tcp->at, frame);
  list.add_all(tcp_rows);
  add_tcp_options(list, tcp_option_bytes(layers, frame));
  return std::move(list).take();
}

template <class Rows>
Header plain_header(std::string_view name, Extent at, Bytes frame, const Rows& rows) {
  return std::move(FieldList(name, at, frame).add_all(rows)).take();
}

}  // namespace

std::vector<Header> headers(const Layers& layers, Bytes frame) {
  std::vector<Header> list;
  const auto plain = [&](std::string_view name, const auto& layer, const auto& rows) {
    list.push_back(plain_header(name, layer.at, frame, rows));
  };
  add_link_headers(list, layers, frame);
  if (layers.arp) plain("ARP", *layers.arp, arp_rows);
  if (layers.ipv4) list.push_back(ipv4_header(*layers.ipv4, frame));
  if (layers.ipv6) plain("IPv6", *layers.ipv6, ipv6_rows);
  add_extension_headers(list, layers, frame);
  if (layers.icmp) list.push_back(icmp_header(*layers.icmp, frame));
  if (layers.udp) plain("UDP", *layers.udp, udp_rows);
  if (layers.tcp) list.push_back(tcp_header(layers, frame));
  return list;
}

}  // namespace wirelab::decode
