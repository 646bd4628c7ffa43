#include "capture/decode/address.hpp"

#include <arpa/inet.h>
#include <fmt/core.h>

#include <algorithm>

namespace wirelab::decode {

namespace {

IpAddress address(std::span<const std::uint8_t> bytes, std::uint8_t version, std::size_t size) {
  IpAddress value;
  value.version = version;
  std::copy_n(bytes.begin(), std::min(bytes.size(), size), value.bytes.begin());
  return value;
}

}  // namespace

bool MacAddress::is_broadcast() const {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0xff; });
}

std::string MacAddress::text() const {
  return fmt::format("{:02x}:{:02x}:{:02x}:{:02x}:{:02x}:{:02x}", bytes[0], bytes[1], bytes[2],
                     bytes[3], bytes[4], bytes[5]);
}

std::string IpAddress::text() const {
  if (version == 4) return fmt::format("{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]);
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
  return text.data();
}

IpAddress ipv4_address(std::span<const std::uint8_t> bytes) { return address(bytes, 4, 4); }

IpAddress ipv6_address(std::span<const std::uint8_t> bytes) { return address(bytes, 6, 16); }

std::string endpoint_text(const IpAddress& address, std::uint16_t port) {
  if (address.version == 4) return fmt::format("{}:{}", address.text(), port);
  return fmt::format("[{}]:{}", address.text(), port);
}

}  // namespace wirelab::decode
