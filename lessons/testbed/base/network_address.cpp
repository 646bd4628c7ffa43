#include "lessons/testbed/base/network_address.hpp"

#include "lessons/testbed/base/line_words.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace wirelab::lessons {
namespace {

bool bit(const IpAddress& address, int at) {
  return (address.bytes[static_cast<std::size_t>(at / 8)] >> (7 - at % 8) & 1) != 0;
}

int width(const IpAddress& address) { return address.version == 4 ? 32 : 128; }

// True when all bits from `prefix` on have this value.
bool rest_is(const NetworkAddress& network, bool value) {
  for (int at = network.prefix; at < width(network.address); ++at)
    if (bit(network.address, at) != value) return false;
  return true;
}

}  // namespace

bool NetworkAddress::contains(const IpAddress& other) const {
  if (other.version != address.version) return false;
  for (int at = 0; at < prefix; ++at)
    if (bit(address, at) != bit(other, at)) return false;
  return true;
}

bool NetworkAddress::is_reserved() const {
  const int host_bits = width(address) - prefix;
  if (host_bits < 2) return false;  // point to point, RFC 3021 and RFC 6164
  return rest_is(*this, false) || (!is_ipv6() && rest_is(*this, true));
}

NetworkAddress NetworkAddress::network() const {
  NetworkAddress made = *this;
  for (int at = prefix; at < width(address); ++at)
    made.address.bytes[static_cast<std::size_t>(at / 8)] &=
        static_cast<std::uint8_t>(~(0x80U >> (at % 8)));
  return made;
}

std::string NetworkAddress::text() const { return fmt::format("{}/{}", address.text(), prefix); }

std::optional<IpAddress> parse_address(std::string_view text) {
  const std::string terminated(text);
  std::array<std::uint8_t, 16> bytes{};
  if (inet_pton(AF_INET, terminated.c_str(), bytes.data()) == 1) return decode::ipv4_address(bytes);
  if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1)
    return decode::ipv6_address(bytes);
  return std::nullopt;
}

Result<NetworkAddress> parse_network_address(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address)
    return mistake(
        fmt::format("'{}' is no address; write it as 10.0.1.10/24 or fd00:1::10/64", text));
  if (slash == std::string_view::npos)
    return mistake(fmt::format("'{}' lacks the length of its network: {}/{}", text, text,
                               address->version == 4 ? 24 : 64));
  const std::string_view digits = text.substr(slash + 1);
  int prefix = -1;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  const int most = width(*address);
  if (error != std::errc() || stop != digits.data() + digits.size() || prefix < 0 || prefix > most)
    return mistake(
        fmt::format("'{}': the length of a network is a number from 0 to {}", text, most));
  return NetworkAddress{*address, prefix};
}

Result<NetworkAddress> parse_network(std::string_view text) {
  if (text == "default") return NetworkAddress{{}, 0};
  auto network = parse_network_address(text);
  if (!network) return network;
  if (!rest_is(*network, false))
    return mistake(fmt::format("'{}' is an address in a network, not the network itself", text));
  return network;
}

NetworkAddress everywhere(bool ipv6) {
  NetworkAddress all{{}, 0};
  all.address.version = ipv6 ? 6 : 4;
  return all;
}

bool is_loopback_address(const IpAddress& address) {
  if (address.version == 4) return address.bytes[0] == 127;
  return address == *parse_address("::1");
}

bool is_nobodys_address(const IpAddress& address) {
  const std::uint8_t first = address.bytes[0];
  const bool is_group = address.version == 6 ? first == 0xff : first >= 224;
  return is_group || address == everywhere(address.version == 6).address;
}

NetworkAddress link_local_of(std::size_t host) {
  NetworkAddress made{{}, 64};
  made.address.version = 6;
  const std::size_t number = host + 1;
  made.address.bytes[0] = 0xfe;
  made.address.bytes[1] = 0x80;
  made.address.bytes[14] = static_cast<std::uint8_t>(number >> 8);
  made.address.bytes[15] = static_cast<std::uint8_t>(number);
  return made;
}

std::vector<NetworkAddress> groups_of_router() {
  return {{*parse_address("255.255.255.255"), 32}, {*parse_address("224.0.0.0"), 4}};
}

std::uint32_t ipv4_number(const IpAddress& address) {
  if (address.version != 4) return 0;
  std::uint32_t number = 0;
  for (const std::uint8_t byte : address.octets()) number = number << 8 | byte;
  return number;
}

}  // namespace wirelab::lessons
