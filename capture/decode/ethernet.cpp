#include "capture/decode/ethernet.hpp"

#include <algorithm>

namespace wirelab::decode {

std::optional<Ethernet> read_ethernet(Bytes bytes) {
  if (bytes.size() < Ethernet::size) return std::nullopt;
  Ethernet header;
  std::copy_n(bytes.begin(), 6, header.destination.bytes.begin());
  std::copy_n(bytes.begin() + 6, 6, header.source.bytes.begin());
  header.type = Cursor(bytes.subspan(12)).u16();
  return header;
}

}  // namespace wirelab::decode
