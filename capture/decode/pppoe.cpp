#include "capture/decode/pppoe.hpp"

namespace wirelab::decode {

std::optional<Pppoe> read_pppoe(Bytes bytes) {
  constexpr std::uint8_t version_and_type = 0x11;
  Cursor cursor(bytes);
  if (cursor.u8() != version_and_type) return std::nullopt;
  Pppoe header;
  header.code = cursor.u8();
  header.session = cursor.u16();
  header.length = cursor.u16();
  if (!cursor.ok()) return std::nullopt;
  return header;
}

}  // namespace wirelab::decode
