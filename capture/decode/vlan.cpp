#include "capture/decode/vlan.hpp"

#include "capture/decode/link.hpp"

namespace wirelab::decode {

bool announces_vlan(std::uint16_t ether_type) {
  return ether_type == ethertype_vlan || ether_type == ethertype_service_vlan ||
         ether_type == ethertype_old_service_vlan;
}

std::optional<Vlan> read_vlan(Bytes bytes) {
  Cursor cursor(bytes);
  const std::uint16_t tag = cursor.u16();
  const std::uint16_t type = cursor.u16();
  if (!cursor.ok()) return std::nullopt;
  return Vlan{static_cast<std::uint8_t>(tag >> 13), (tag & 0x1000) != 0,
              static_cast<std::uint16_t>(tag & 0x0fff), type};
}

}  // namespace wirelab::decode
