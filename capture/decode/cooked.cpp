#include "capture/decode/cooked.hpp"

#include "capture/decode/link.hpp"

#include <algorithm>

namespace wirelab::decode {

namespace {

void take_source(Cursor& cursor, Cooked& header) {
  const Bytes address = cursor.take(8);
  std::copy_n(address.begin(), std::min<std::size_t>(address.size(), 6),
              header.source.bytes.begin());
}

Cooked read_v1(Cursor& cursor) {
  Cooked header;
  header.packet_type = cursor.u16();
  header.hardware_type = cursor.u16();
  header.address_length = cursor.u16();
  take_source(cursor, header);
  header.type = cursor.u16();
  return header;
}

Cooked read_v2(Cursor& cursor) {
  Cooked header;
  header.version = 2;
  header.type = cursor.u16();
  cursor.skip(2);
  header.interface_index = cursor.u32();
  header.hardware_type = cursor.u16();
  header.packet_type = cursor.u8();
  header.address_length = cursor.u8();
  take_source(cursor, header);
  return header;
}

}  // namespace

std::optional<Cooked> read_cooked(std::uint32_t link_type, Bytes bytes) {
  Cursor cursor(bytes);
  const Cooked header = link_type == link_linux_sll2 ? read_v2(cursor) : read_v1(cursor);
  if (!cursor.ok()) return std::nullopt;
  return header;
}

}  // namespace wirelab::decode
