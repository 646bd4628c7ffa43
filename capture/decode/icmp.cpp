#include "capture/decode/icmp.hpp"

namespace wirelab::decode {

std::optional<Icmp> read_icmp(Bytes bytes, bool version6) {
  Cursor cursor(bytes);
  Icmp header;
  header.version6 = version6;
  header.type = cursor.u8();
  header.code = cursor.u8();
  header.checksum = cursor.u16();
  header.identifier = cursor.u16();
  header.sequence = cursor.u16();
  if (!cursor.ok()) return std::nullopt;
  return header;
}

}  // namespace wirelab::decode
