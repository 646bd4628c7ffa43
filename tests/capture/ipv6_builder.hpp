#pragma once

#include "tests/capture/packet_builder.hpp"

// Frames of packet_builder.hpp in other clothes.
namespace wirelab::test {

constexpr std::size_t behind_ethernet = 14, behind_ipv4 = 34;

// The same segment between fd00::A and fd00::B, of the last octets of its addresses of IPv4. More
// than 65535 bytes leave the length 0, as what a network card still has to cut up.
inline std::vector<std::uint8_t> tcp_over_ipv6(const std::vector<std::uint8_t>& frame) {
  std::vector<std::uint8_t> bytes(frame.begin(), frame.begin() + 12);
  const std::size_t size = frame.size() - behind_ipv4;
  put(bytes, 0x86dd, 2);
  put(bytes, 0x60000000, 4);
  put(bytes, size > 0xffff ? 0 : size, 2);
  put(bytes, 0x0640, 2);
  for (const std::size_t last_octet : {29u, 33u}) {
    put(bytes, 0xfd00000000000000u, 8);
    put(bytes, frame[last_octet], 8);
  }
  bytes.insert(bytes.end(), frame.begin() + behind_ipv4, frame.end());
  return bytes;
}

// The frame's packet in two, the first with `first` bytes (times 8) behind the header of IPv4.
inline std::array<std::vector<std::uint8_t>, 2> in_two(const std::vector<std::uint8_t>& frame,
                                                       std::uint16_t id, std::size_t first) {
  const auto middle = frame.begin() + static_cast<std::ptrdiff_t>(behind_ipv4 + first);
  std::array<std::vector<std::uint8_t>, 2> parts;
  parts[0].assign(frame.begin(), middle);
  parts[1].assign(frame.begin(), frame.begin() + behind_ipv4);
  parts[1].insert(parts[1].end(), middle, frame.end());
  for (std::size_t i = 0; i < 2; ++i) {
    std::vector<std::uint8_t> head(parts[i].begin(), parts[i].begin() + behind_ethernet + 2);
    put(head, parts[i].size() - behind_ethernet, 2);
    put(head, id, 2);
    put(head, i == 0 ? 0x2000 : first / 8, 2);
    std::copy(head.begin(), head.end(), parts[i].begin());
  }
  return parts;
}

}  // namespace wirelab::test
