#include "capture/decode/ipv4.hpp"

namespace wirelab::decode {

std::optional<Ipv4> read_ipv4(Bytes bytes) {
  Cursor cursor(bytes);
  Ipv4 header;
  const std::uint8_t first = cursor.u8();
  header.version = first >> 4;
  header.header_length = static_cast<std::uint8_t>((first & 0x0f) * 4);
  header.service = cursor.u8();
  header.total_length = cursor.u16();
  header.identification = cursor.u16();
  const std::uint16_t fragment = cursor.u16();
  header.reserved_flag = (fragment & 0x8000) != 0;
  header.dont_fragment = (fragment & 0x4000) != 0;
  header.more_fragments = (fragment & 0x2000) != 0;
  header.fragment_offset = (fragment & 0x1fffu) * 8;
  header.time_to_live = cursor.u8();
  header.protocol = cursor.u8();
  header.checksum = cursor.u16();
  header.source = ipv4_address(cursor.take(4));
  header.destination = ipv4_address(cursor.take(4));
  if (!cursor.ok()) return std::nullopt;
  return header;
}

}  // namespace wirelab::decode
