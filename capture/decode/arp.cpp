#include "capture/decode/arp.hpp"

#include "capture/decode/link.hpp"

#include <algorithm>

namespace wirelab::decode {

namespace {

constexpr std::uint16_t hardware_ethernet = 1;

MacAddress take_mac(Cursor& cursor) {
  MacAddress mac;
  const Bytes bytes = cursor.take(6);
  std::copy(bytes.begin(), bytes.end(), mac.bytes.begin());
  return mac;
}

}  // namespace

std::optional<Arp> read_arp(Bytes bytes) {
  Cursor cursor(bytes);
  const bool known = cursor.u16() == hardware_ethernet && cursor.u16() == ethertype_ipv4 &&
                     cursor.u8() == 6 && cursor.u8() == 4;
  if (!known) return std::nullopt;
  Arp arp;
  arp.operation = cursor.u16();
  arp.sender_mac = take_mac(cursor);
  arp.sender = ipv4_address(cursor.take(4));
  arp.target_mac = take_mac(cursor);
  arp.target = ipv4_address(cursor.take(4));
  if (!cursor.ok()) return std::nullopt;
  return arp;
}

}  // namespace wirelab::decode
