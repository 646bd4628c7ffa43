#include "capture/decode/tcp.hpp"

namespace wirelab::decode {

std::optional<Tcp> read_tcp(Bytes bytes) {
  Cursor cursor(bytes);
  Tcp header;
  header.source_port = cursor.u16();
  header.destination_port = cursor.u16();
  header.sequence = cursor.u32();
  header.acknowledgment = cursor.u32();
  const std::uint16_t offset_and_flags = cursor.u16();
  header.header_length = static_cast<std::uint8_t>((offset_and_flags >> 12) * 4);
  header.reserved = (offset_and_flags >> 8) & 0x0f;
  header.flags = offset_and_flags & 0xff;
  header.window = cursor.u16();
  header.checksum = cursor.u16();
  header.urgent = cursor.u16();
  if (!cursor.ok()) return std::nullopt;
  return header;
}

}  // namespace wirelab::decode
