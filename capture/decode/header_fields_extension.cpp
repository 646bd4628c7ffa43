#include "capture/decode/field_list.hpp"
#include "capture/decode/header_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

// The pictures of IPv6's extension headers (RFC 8200 section 4).
namespace wirelab::decode {

namespace {

constexpr std::array options_rows{FieldRow{"ipv6.ext.nxt", 8}, FieldRow{"ipv6.ext.len", 8}};
constexpr std::array routing_rows{FieldRow{"ipv6.ext.nxt", 8}, FieldRow{"ipv6.ext.len", 8},
                                  FieldRow{"ipv6.routing.type", 8},
                                  FieldRow{"ipv6.routing.segleft", 8}};
constexpr std::array fragment_rows{FieldRow{"ipv6.ext.nxt", 8},
                                   FieldRow{"ipv6.fraghdr.reserved_octet", 8},
                                   FieldRow{"ipv6.fraghdr.offset", 13},
                                   FieldRow{"ipv6.fraghdr.reserved_bits", 2},
                                   FieldRow{"ipv6.fraghdr.more", 1},
                                   FieldRow{"ipv6.fraghdr.ident", 32, FieldText::hexadecimal}};

std::string_view name(std::uint8_t kind) {
  switch (kind) {
    case ip_hop_by_hop: return "Hop-by-hop options";
    case ip_routing: return "Routing";
    case ip_fragment: return "Fragment";
    default: return "Destination options";
  }
}

Header picture(std::uint8_t kind, Extent at, Bytes frame) {
  FieldList fields(name(kind), at, frame);
  if (kind == ip_fragment) return std::move(fields.add_all(fragment_rows)).take();
  if (kind == ip_routing) {
    fields.add_all(routing_rows);
  } else {
    fields.add_all(options_rows);
  }
  fields.add({"ipv6.ext.data", fields.bits_left(), FieldText::bytes});
  return std::move(fields).take();
}

}  // namespace

void add_extension_headers(std::vector<Header>& list, const Layers& layers, Bytes frame) {
  if (!layers.extensions || !layers.ipv6) return;
  std::uint8_t kind = layers.ipv6->next_header;
  std::uint32_t at = layers.extensions->at.offset;
  const std::size_t end = std::min<std::size_t>(layers.extensions->at.end(), frame.size());
  while (at + 2 <= end) {
    const std::uint32_t length = kind == ip_fragment ? 8 : frame[at + 1] * 8u + 8u;
    list.push_back(picture(kind, {at, length}, frame));
    kind = frame[at];
    at += length;
  }
}

}  // namespace wirelab::decode
