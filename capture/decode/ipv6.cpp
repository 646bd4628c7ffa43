#include "capture/decode/ipv6.hpp"

#include "capture/decode/ipv4.hpp"

namespace wirelab::decode {

namespace {

bool is_extension(std::uint8_t header) {
  return header == ip_hop_by_hop || header == ip_routing || header == ip_fragment ||
         header == ip_destination_options;
}

void take_fragment(Cursor& cursor, Ipv6Extensions& walked) {
  cursor.skip(1);
  const std::uint16_t fragment = cursor.u16();
  walked.identification = cursor.u32();
  walked.fragment_offset = fragment & 0xfff8u;
  walked.more_fragments = (fragment & 1) != 0;
  // An "atomic fragment" (RFC 6946) is whole.
  walked.is_fragment = walked.more_fragments || walked.fragment_offset != 0;
}

}  // namespace

std::optional<Ipv6> read_ipv6(Bytes bytes) {
  Cursor cursor(bytes);
  Ipv6 header;
  const std::uint32_t first = cursor.u32();
  header.version = static_cast<std::uint8_t>(first >> 28);
  header.traffic_class = static_cast<std::uint8_t>(first >> 20);
  header.flow_label = first & 0xfffff;
  header.payload_length = cursor.u16();
  header.next_header = cursor.u8();
  header.hop_limit = cursor.u8();
  header.source = ipv6_address(cursor.take(16));
  header.destination = ipv6_address(cursor.take(16));
  if (!cursor.ok()) return std::nullopt;
  return header;
}

Ipv6Extensions walk_extensions(std::uint8_t next_header, Bytes bytes) {
  Ipv6Extensions walked;
  walked.protocol = next_header;
  Cursor cursor(bytes);
  // After the first fragment there is payload where a header would be.
  while (is_extension(walked.protocol) && walked.fragment_offset == 0) {
    const std::uint8_t kind = walked.protocol;
    const std::uint8_t following = cursor.u8();
    if (kind == ip_fragment) {
      take_fragment(cursor, walked);
    } else {
      const std::size_t length = cursor.u8() * 8u + 6u;
      const Bytes body = cursor.take(length);
      if (kind == ip_routing && !body.empty()) walked.rerouted = body[1] != 0;
    }
    if (!cursor.ok()) {
      walked.whole = false;
      return walked;
    }
    walked.protocol = following;
    walked.length = cursor.position();
  }
  return walked;
}

}  // namespace wirelab::decode
