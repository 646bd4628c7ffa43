#include "capture/decode/quoted.hpp"

#include "capture/decode/link.hpp"

#include <limits>

namespace wirelab::decode {

namespace {

std::uint8_t protocol_of(const Layers& layers) {
  if (layers.ipv4) return layers.ipv4->protocol;
  return layers.extensions ? layers.extensions->protocol : layers.ipv6->next_header;
}

std::size_t transport_offset(const Layers& layers) {
  if (layers.ipv4) return layers.ipv4->at.end();
  return layers.extensions ? layers.extensions->at.end() : layers.ipv6->at.end();
}

}  // namespace

std::optional<Quoted> quoted_packet(const Layers& layers, Bytes frame) {
  if (!layers.icmp || !layers.icmp->is_error()) return std::nullopt;
  if (layers.payload.offset >= frame.size()) return std::nullopt;
  Quoted quoted;
  quoted.bytes = frame.subspan(layers.payload.offset, layers.payload_captured);
  // A router quotes the beginning: what is missing was cut, so the packet's own lengths count.
  quoted.layers = decode(link_raw, quoted.bytes, std::numeric_limits<std::uint16_t>::max());
  if (!quoted.layers.ipv4 && !quoted.layers.ipv6) return std::nullopt;
  const std::uint8_t protocol = protocol_of(quoted.layers);
  const std::size_t start = transport_offset(quoted.layers);
  if ((protocol != ip_tcp && protocol != ip_udp) || start > quoted.bytes.size()) return quoted;
  Cursor cursor(quoted.bytes.subspan(start));
  quoted.source_port = cursor.u16();
  quoted.destination_port = cursor.u16();
  quoted.has_ports = cursor.ok();
  const std::uint32_t sequence = cursor.u32();
  if (protocol == ip_tcp && cursor.ok()) quoted.sequence = sequence;
  return quoted;
}

}  // namespace wirelab::decode
