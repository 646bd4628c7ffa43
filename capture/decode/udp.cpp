#include "capture/decode/udp.hpp"

namespace wirelab::decode {

std::optional<Udp> read_udp(Bytes bytes) {
  Cursor cursor(bytes);
  Udp header;
  header.source_port = cursor.u16();
  header.destination_port = cursor.u16();
  header.length = cursor.u16();
  header.checksum = cursor.u16();
  if (!cursor.ok()) return std::nullopt;
  return header;
}

}  // namespace wirelab::decode
