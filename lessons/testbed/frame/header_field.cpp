#include "lessons/testbed/frame/header_field.hpp"

#include <algorithm>
#include <array>

namespace wirelab::lessons {
namespace {

using enum HeaderKind;

constexpr auto number = FieldForm::number, flags = FieldForm::flags, mac = FieldForm::mac;

// RFC 826, 791, 8200, 792, 4443, 768, 9293.
constexpr HeaderField fields[] = {
    {"eth.dst", ethernet, 0, 48, mac},
    {"eth.src", ethernet, 48, 48, mac},
    {"eth.type", ethernet, 96, 16},
    {"arp.hw.type", arp, 0, 16},
    {"arp.proto.type", arp, 16, 16},
    {"arp.hw.size", arp, 32, 8},
    {"arp.proto.size", arp, 40, 8},
    {"arp.opcode", arp, 48, 16},
    {"arp.src.hw_mac", arp, 64, 48, mac},
    {"arp.src.proto_ipv4", arp, 112, 32, FieldForm::ipv4},
    {"arp.dst.hw_mac", arp, 144, 48, mac},
    {"arp.dst.proto_ipv4", arp, 192, 32, FieldForm::ipv4},
    {"ip.version", ipv4, 0, 4},
    {"ip.hdr_len", ipv4, 4, 4, number, 4},
    {"ip.dsfield", ipv4, 8, 8},
    {"ip.dsfield.dscp", ipv4, 8, 6},
    {"ip.dsfield.ecn", ipv4, 14, 2},
    {"ip.len", ipv4, 16, 16},
    {"ip.id", ipv4, 32, 16},
    {"ip.flags.rb", ipv4, 48, 1},
    {"ip.flags.df", ipv4, 49, 1},
    {"ip.flags.mf", ipv4, 50, 1},
    {"ip.frag_offset", ipv4, 51, 13, number, 8},
    {"ip.ttl", ipv4, 64, 8},
    {"ip.proto", ipv4, 72, 8},
    {"ip.checksum", ipv4, 80, 16, number, 1, true},
    {"ip.src", ipv4, 96, 32, FieldForm::ipv4},
    {"ip.dst", ipv4, 128, 32, FieldForm::ipv4},
    {"ipv6.version", ipv6, 0, 4},
    {"ipv6.tclass", ipv6, 4, 8},
    {"ipv6.flow", ipv6, 12, 20},
    {"ipv6.plen", ipv6, 32, 16},
    {"ipv6.nxt", ipv6, 48, 8},
    {"ipv6.hlim", ipv6, 56, 8},
    {"ipv6.src", ipv6, 64, 128, FieldForm::ipv6},
    {"ipv6.dst", ipv6, 192, 128, FieldForm::ipv6},
    {"icmp.type", icmp, 0, 8},
    {"icmp.code", icmp, 8, 8},
    {"icmp.checksum", icmp, 16, 16, number, 1, true},
    {"icmp.ident", icmp, 32, 16},
    {"icmp.seq", icmp, 48, 16},
    {"icmp.mtu", icmp, 48, 16},
    {"icmpv6.type", icmpv6, 0, 8},
    {"icmpv6.code", icmpv6, 8, 8},
    {"icmpv6.checksum", icmpv6, 16, 16, number, 1, true},
    {"icmpv6.echo.identifier", icmpv6, 32, 16},
    {"icmpv6.echo.sequence_number", icmpv6, 48, 16},
    {"udp.srcport", udp, 0, 16},
    {"udp.dstport", udp, 16, 16},
    {"udp.length", udp, 32, 16},
    {"udp.checksum", udp, 48, 16, number, 1, true},
    {"tcp.srcport", tcp, 0, 16},
    {"tcp.dstport", tcp, 16, 16},
    {"tcp.seq", tcp, 32, 32},
    {"tcp.ack", tcp, 64, 32},
    {"tcp.hdr_len", tcp, 96, 4, number, 4},
    {"tcp.flags", tcp, 100, 12, flags},
    {"tcp.flags.cwr", tcp, 104, 1},
    {"tcp.flags.ece", tcp, 105, 1},
    {"tcp.flags.urg", tcp, 106, 1},
    {"tcp.flags.ack", tcp, 107, 1},
    {"tcp.flags.push", tcp, 108, 1},
    {"tcp.flags.reset", tcp, 109, 1},
    {"tcp.flags.syn", tcp, 110, 1},
    {"tcp.flags.fin", tcp, 111, 1},
    {"tcp.window", tcp, 112, 16},
    {"tcp.checksum", tcp, 128, 16, number, 1, true},
    {"tcp.urgent_pointer", tcp, 144, 16},
};

}  // namespace

std::span<const HeaderField> header_fields() { return fields; }

const HeaderField* header_field(std::string_view name) {
  const auto found = std::find_if(std::begin(fields), std::end(fields),
                                  [&](const HeaderField& field) { return field.name == name; });
  return found == std::end(fields) ? nullptr : found;
}

std::vector<std::string> header_field_names() {
  std::vector<std::string> names;
  for (const HeaderField& field : fields) names.emplace_back(field.name);
  return names;
}

std::string_view name_of(HeaderKind header) {
  static constexpr std::array<std::string_view, 8> names{"Ethernet", "ARP",    "IPv4", "IPv6",
                                                         "ICMP",     "ICMPv6", "UDP",  "TCP"};
  return names[static_cast<std::size_t>(header)];
}

}  // namespace wirelab::lessons
