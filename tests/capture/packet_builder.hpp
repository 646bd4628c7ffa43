#pragma once

#include "capture/recording/item.hpp"
#include "capture/tcp/segment.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

// Frames made by hand, for tests: Ethernet, IPv4, TCP, with right lengths and no checksums.
namespace wirelab::test {

struct Address {
  std::array<std::uint8_t, 4> octets{};
  std::uint16_t port = 0;
};

inline Address address(const std::string& text) {
  Address made;
  unsigned a = 0, b = 0, c = 0, d = 0, port = 0;
  std::sscanf(text.c_str(), "%u.%u.%u.%u:%u", &a, &b, &c, &d, &port);
  const auto octet = [](unsigned value) { return static_cast<std::uint8_t>(value); };
  made.octets = {octet(a), octet(b), octet(c), octet(d)};
  made.port = static_cast<std::uint16_t>(port);
  return made;
}

inline void put(std::vector<std::uint8_t>& bytes, std::uint64_t value, int size) {
  for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

// "10.0.0.1:43210" to "10.0.0.2:8080". A SYN has a window scale option unless window_shift is 255.
inline std::vector<std::uint8_t> tcp_frame(const std::string& source,
                                           const std::string& destination,
                                           const tcp::Segment& segment) {
  const Address from = address(source), to = address(destination);
  const bool scales = segment.has(tcp::syn) && segment.window_shift != 255;
  const unsigned header = scales ? 24 : 20;
  std::vector<std::uint8_t> bytes;
  put(bytes, 0x020000000002, 6);
  put(bytes, 0x020000000001, 6);
  put(bytes, 0x0800, 2);
  put(bytes, 0x4500, 2);
  put(bytes, 20 + header + segment.length, 2);
  put(bytes, 0x00004000, 4);  // identification, don't fragment
  put(bytes, 0x40060000, 4);  // 64 hops, TCP
  bytes.insert(bytes.end(), from.octets.begin(), from.octets.end());
  bytes.insert(bytes.end(), to.octets.begin(), to.octets.end());
  put(bytes, from.port, 2);
  put(bytes, to.port, 2);
  put(bytes, segment.sequence, 4);
  put(bytes, segment.has(tcp::ack) ? segment.acknowledgment : 0, 4);
  put(bytes, header / 4 * 0x1000u + segment.flags, 2);
  put(bytes, segment.window, 2);
  put(bytes, 0, 4);  // checksum, urgent pointer
  if (scales) put(bytes, 0x01030300u + segment.window_shift, 4);
  bytes.resize(bytes.size() + segment.length, 'x');
  return bytes;
}

// An ARP request for `target`, broadcast by `sender`.
inline std::vector<std::uint8_t> arp_request(const std::string& sender, const std::string& target) {
  std::vector<std::uint8_t> bytes;
  put(bytes, 0xffffffffffff, 6);
  put(bytes, 0x020000000001, 6);
  put(bytes, 0x0806, 2);
  put(bytes, 0x0001080006040001, 8);
  put(bytes, 0x020000000001, 6);
  for (const std::uint8_t octet : address(sender).octets) bytes.push_back(octet);
  put(bytes, 0, 6);
  for (const std::uint8_t octet : address(target).octets) bytes.push_back(octet);
  return bytes;
}

}  // namespace wirelab::test
