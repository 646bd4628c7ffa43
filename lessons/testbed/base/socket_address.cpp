#include "lessons/testbed/base/socket_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

namespace wirelab::lessons {

std::optional<AddressAndPort> socket_address(const sockaddr_storage& from, socklen_t length) {
  if (from.ss_family == AF_INET && length >= sizeof(sockaddr_in)) {
    sockaddr_in in{};
    std::memcpy(&in, &from, sizeof in);
    return AddressAndPort{ipv4(ntohl(in.sin_addr.s_addr)), ntohs(in.sin_port)};
  }
  if (from.ss_family == AF_INET6 && length >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in{};
    std::memcpy(&in, &from, sizeof in);
    const std::span<const std::uint8_t> bytes(in.sin6_addr.s6_addr);
    const bool mapped = IN6_IS_ADDR_V4MAPPED(&in.sin6_addr);
    return AddressAndPort{
        mapped ? decode::ipv4_address(bytes.last(4)) : decode::ipv6_address(bytes),
        ntohs(in.sin6_port)};
  }
  return std::nullopt;
}

}  // namespace wirelab::lessons
