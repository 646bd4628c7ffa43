#include "lessons/testbed/frame/glimpse.hpp"

#include "capture/decode/ipv4.hpp"
#include "capture/decode/ipv6.hpp"

#include <algorithm>

namespace wirelab::lessons {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::uint16_t u16(Bytes bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

std::uint32_t u32(Bytes bytes, std::size_t at) {
  return static_cast<std::uint32_t>(u16(bytes, at)) << 16 | u16(bytes, at + 2);
}

SynOptions syn_options(Bytes options) {
  SynOptions found;
  while (!options.empty() && options[0] != 0) {
    if (options[0] == 1) {  // no operation: a single byte
      options = options.subspan(1);
      continue;
    }
    if (options.size() < 2 || options[1] < 2 || options[1] > options.size()) break;
    const std::size_t length = options[1];
    if (options[0] == 2 && length == 4) found.mss = u16(options, 2);
    if (options[0] == 3 && length == 3) found.window_shift = options[2];
    if (options[0] == 4) found.selective_acknowledgment = true;
    if (options[0] == 8) found.timestamps = true;
    options = options.subspan(length);
  }
  return found;
}

void look_at_tcp(Glimpse& seen, Bytes bytes) {
  if (bytes.size() < 20) return;
  const std::size_t header = static_cast<std::size_t>(bytes[12] >> 4) * 4;
  if (header < 20 || header > bytes.size()) return;
  seen.protocol = Protocol::tcp;
  seen.tuple.local_port = u16(bytes, 0);
  seen.tuple.remote_port = u16(bytes, 2);
  seen.segment.sequence = u32(bytes, 4);
  seen.segment.acknowledgment = u32(bytes, 8);
  seen.segment.flags = u16(bytes, 12) & 0x1ff;
  seen.segment.window = u16(bytes, 14);
  seen.segment.length = static_cast<std::uint32_t>(bytes.size() - header);
  if (seen.segment.has(tcp::syn)) seen.options = syn_options(bytes.subspan(20, header - 20));
}

void look_at_udp(Glimpse& seen, Bytes bytes) {
  if (bytes.size() < 8) return;
  seen.tuple.local_port = u16(bytes, 0);
  seen.tuple.remote_port = u16(bytes, 2);
}

void look_at_icmp(Glimpse& seen, Bytes bytes) {
  if (bytes.size() < 2) return;
  seen.icmp_type = bytes[0];
  seen.icmp_code = bytes[1];
}

// `payload` begins where the header of the protocol would; only a first fragment has one there.
void look_at_payload(Glimpse& seen, std::uint8_t protocol, Bytes payload, bool first_fragment) {
  if (protocol == decode::ip_icmp || protocol == decode::ip_icmpv6) {
    seen.protocol = Protocol::icmp;
    if (first_fragment) look_at_icmp(seen, payload);
  }
  if (protocol == decode::ip_udp) {
    seen.protocol = Protocol::udp;
    if (first_fragment) look_at_udp(seen, payload);
  }
  if (protocol == decode::ip_tcp && first_fragment) look_at_tcp(seen, payload);
}

void look_at_ipv4(Glimpse& seen, Bytes packet) {
  if (packet.size() < 20) return;
  const std::size_t header = static_cast<std::size_t>(packet[0] & 15) * 4;
  const std::size_t total = u16(packet, 2);
  if (header < 20 || total < header || total > packet.size()) return;
  seen.tuple.local_address = decode::ipv4_address(packet.subspan(12, 4));
  seen.tuple.remote_address = decode::ipv4_address(packet.subspan(16, 4));
  seen.ttl = packet[8];
  const std::uint16_t place = u16(packet, 6);  // flags, and the offset in units of 8 bytes
  seen.fragment = {.number = u16(packet, 4),
                   .offset = static_cast<std::uint16_t>((place & 0x1fff) * 8),
                   .more = (place & 0x2000) != 0};
  look_at_payload(seen, packet[9], packet.subspan(header, total - header),
                  seen.fragment.offset == 0);
}

// For IPv4 over Ethernet, RFC 826.
void look_at_arp(Glimpse& seen, Bytes packet) {
  seen.protocol = Protocol::arp;
  if (packet.size() < 28) return;
  seen.asks = u16(packet, 6) == 1;
  seen.tuple.local_address = decode::ipv4_address(packet.subspan(14, 4));
  seen.tuple.remote_address = decode::ipv4_address(packet.subspan(24, 4));
}

void look_at_ipv6(Glimpse& seen, Bytes packet) {
  const auto header = decode::read_ipv6(packet);
  if (!header || header->payload_length > packet.size() - decode::Ipv6::size) return;
  const Bytes behind = packet.subspan(decode::Ipv6::size, header->payload_length);
  const decode::Ipv6Extensions walked = decode::walk_extensions(header->next_header, behind);
  if (!walked.whole) return;
  seen.tuple.local_address = header->source;
  seen.tuple.remote_address = header->destination;
  look_at_payload(seen, walked.protocol, behind.subspan(walked.length),
                  walked.fragment_offset == 0);
}

}  // namespace

Glimpse glimpse(Bytes ethernet) {
  Glimpse seen;
  if (ethernet.size() < 14) return seen;
  std::copy_n(ethernet.begin(), 6, seen.mac_destination.bytes.begin());
  std::copy_n(ethernet.begin() + 6, 6, seen.mac_source.bytes.begin());
  const Bytes packet = ethernet.subspan(14);
  switch (u16(ethernet, 12)) {
    case 0x0806: look_at_arp(seen, packet); break;
    case 0x0800: look_at_ipv4(seen, packet); break;
    case 0x86dd: look_at_ipv6(seen, packet); break;
    default: break;
  }
  return seen;
}

}  // namespace wirelab::lessons
