#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wirelab::lessons {

enum class HeaderKind : std::uint8_t { ethernet, arp, ipv4, ipv6, icmp, icmpv6, udp, tcp };

enum class FieldForm : std::uint8_t { number, flags, mac, ipv4, ipv6 };

// Where a header keeps a value. Named as Wireshark's display filters name it.
struct HeaderField {
  std::string_view name;
  HeaderKind header;
  std::uint16_t bit;   // from the header's first bit
  std::uint16_t bits;  // its width
  FieldForm form = FieldForm::number;
  std::uint8_t unit = 1;  // tcp.hdr_len counts bytes, the header words of 4
  bool checksum = false;
};

std::span<const HeaderField> header_fields();
// nullptr when there is none of this name.
const HeaderField* header_field(std::string_view name);
std::vector<std::string> header_field_names();
// "TCP"
std::string_view name_of(HeaderKind header);

}  // namespace wirelab::lessons
