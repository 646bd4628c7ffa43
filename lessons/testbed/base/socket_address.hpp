#pragma once

#include "lessons/testbed/base/tuple.hpp"

#include <sys/socket.h>

#include <optional>

namespace wirelab::lessons {

// Address and port of a sockaddr, an IPv4 address that is mapped into IPv6 as IPv4. Nothing: of
// another family, or cut.
struct AddressAndPort {
  IpAddress address;
  std::uint16_t port = 0;
};
std::optional<AddressAndPort> socket_address(const sockaddr_storage& from, socklen_t length);

}  // namespace wirelab::lessons
