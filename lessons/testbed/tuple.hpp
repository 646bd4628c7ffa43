#pragma once

#include <cstdint>
#include <string>

namespace wirelab::lessons {

// One end's view of a connection: IPv4 addresses and ports, host order. remote 0:0 means a
// listener.
struct Tuple {
  std::uint32_t local_address = 0;
  std::uint16_t local_port = 0;
  std::uint32_t remote_address = 0;
  std::uint16_t remote_port = 0;
  bool operator==(const Tuple&) const = default;
  Tuple reversed() const { return {remote_address, remote_port, local_address, local_port}; }
};

// "10.0.0.1:43210"
std::string endpoint_text(std::uint32_t address, std::uint16_t port);

}  // namespace wirelab::lessons
