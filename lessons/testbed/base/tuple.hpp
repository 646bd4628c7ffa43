#pragma once

#include "capture/decode/address.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace wirelab::lessons {

using decode::IpAddress;

// From a number in host order.
IpAddress ipv4(std::uint32_t address);

// 0.0.0.0 or ::, as a socket has it that is bound to every address.
IpAddress any_address(std::uint8_t version);

// One end's view of a connection; both addresses are of one version. Remote port 0 means a listener
// or a socket that is not connected.
struct Tuple {
  IpAddress local_address;
  std::uint16_t local_port = 0;
  IpAddress remote_address;
  std::uint16_t remote_port = 0;

  Tuple() = default;
  Tuple(const IpAddress& local, std::uint16_t local_port, const IpAddress& remote,
        std::uint16_t remote_port);
  // IPv4, in host order
  Tuple(std::uint32_t local, std::uint16_t local_port, std::uint32_t remote,
        std::uint16_t remote_port);
  bool operator==(const Tuple&) const = default;
  Tuple reversed() const { return {remote_address, remote_port, local_address, local_port}; }
};

struct TupleHash {
  std::size_t operator()(const Tuple& tuple) const;
};

// The same for both ends of a connection.
std::size_t connection_hash(const Tuple& tuple);

// "10.0.0.1:43210" of an address in host order; capture/decode/address.hpp has the same for
// IpAddress.
std::string endpoint_text(std::uint32_t address, std::uint16_t port);

}  // namespace wirelab::lessons
