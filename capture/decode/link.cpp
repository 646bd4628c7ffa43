#include "capture/decode/link.hpp"

namespace wirelab::decode {

namespace {

std::uint16_t ip_by_version(Bytes bytes) {
  switch (bytes.empty() ? 0 : bytes[0] >> 4) {
    case 4: return ethertype_ipv4;
    case 6: return ethertype_ipv6;
    default: return 0;
  }
}

// The number of the address family as its machine wrote it: AF_INET is 2 everywhere, AF_INET6
// differs from system to system.
std::uint16_t ip_by_family(std::uint32_t family) {
  switch (family) {
    case 2:
    case ethertype_ipv4: return ethertype_ipv4;
    case ethertype_ipv6:
    case 10:  // Linux
    case 23:  // Windows
    case 24:  // NetBSD, OpenBSD
    case 28:  // FreeBSD
    case 30:  // macOS
      return ethertype_ipv6;
    default: return 0;
  }
}

std::optional<PlainLink> read_family(std::uint32_t link_type, Bytes bytes) {
  Cursor cursor(bytes);
  std::uint32_t family = cursor.u32();
  if (!cursor.ok()) return std::nullopt;
  // NULL is in the order of whoever captured; families are small numbers.
  if (link_type == link_null && family > 0xffff) family = Cursor(bytes, ByteOrder::little).u32();
  // Some drivers write an EtherType, behind two bytes of their own.
  if (family > 0xffff) family = Cursor(bytes.subspan(2)).u16();
  return PlainLink{ip_by_family(family), 4, link_type};
}

// RFC 1661: the protocol, after the HDLC address and control bytes if they were not left out.
std::optional<PlainLink> read_ppp(Bytes bytes) {
  Cursor cursor(bytes);
  if (bytes.size() >= 2 && bytes[0] == 0xff && bytes[1] == 0x03) cursor.skip(2);
  std::uint16_t protocol = cursor.u8();
  if ((protocol & 1) == 0) protocol = static_cast<std::uint16_t>(protocol << 8 | cursor.u8());
  if (!cursor.ok()) return std::nullopt;
  const std::uint16_t type = protocol == 0x21   ? ethertype_ipv4
                             : protocol == 0x57 ? ethertype_ipv6
                                                : 0;
  return PlainLink{type, cursor.position(), link_ppp};
}

}  // namespace

std::string_view link_name(std::uint32_t link_type) {
  switch (link_type) {
    case link_null:
    case link_loop: return "Loopback";
    case link_ethernet: return "Ethernet";
    case link_ppp: return "PPP";
    case link_raw_openbsd:
    case link_raw_bsdos:
    case link_raw:
    case link_ipv4:
    case link_ipv6: return "Raw IP";
    case link_linux_sll: return "Linux cooked v1";
    case link_linux_sll2: return "Linux cooked v2";
    default: return {};
  }
}

std::optional<PlainLink> read_plain_link(std::uint32_t link_type, Bytes bytes) {
  switch (link_type) {
    case link_null:
    case link_loop: return read_family(link_type, bytes);
    case link_ppp: return read_ppp(bytes);
    case link_ipv4: return PlainLink{ethertype_ipv4, 0};
    case link_ipv6: return PlainLink{ethertype_ipv6, 0};
    default: return PlainLink{ip_by_version(bytes), 0};
  }
}

}  // namespace wirelab::decode
