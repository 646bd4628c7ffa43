#include "lessons/testbed/base/tuple.hpp"

#include <array>
#include <cstring>

namespace wirelab::lessons {
namespace {

// Of one end alone, so that the hash of a pair can tell the ends apart or not, as is needed.
std::uint64_t end_hash(const IpAddress& address, std::uint16_t port) {
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), address.bytes.data(), address.bytes.size());
  return (halves[0] ^ (halves[1] << 1) ^ std::uint64_t{port} << 40) * 0x9e3779b97f4a7c15U;
}

}  // namespace

IpAddress ipv4(std::uint32_t address) {
  IpAddress made;
  for (unsigned i = 0; i < 4; ++i)
    made.bytes[i] = static_cast<std::uint8_t>(address >> (24 - 8 * i));
  return made;
}

IpAddress any_address(std::uint8_t version) { return {.bytes = {}, .version = version}; }

Tuple::Tuple(const IpAddress& local, std::uint16_t port_here, const IpAddress& remote,
             std::uint16_t port_there)
    : local_address(local),
      local_port(port_here),
      remote_address(remote),
      remote_port(port_there) {}

Tuple::Tuple(std::uint32_t local, std::uint16_t port_here, std::uint32_t remote,
             std::uint16_t port_there)
    : Tuple(ipv4(local), port_here, ipv4(remote), port_there) {}

std::size_t TupleHash::operator()(const Tuple& tuple) const {
  return end_hash(tuple.local_address, tuple.local_port) +
         3 * end_hash(tuple.remote_address, tuple.remote_port);
}

std::size_t connection_hash(const Tuple& tuple) {
  return end_hash(tuple.local_address, tuple.local_port) ^
         end_hash(tuple.remote_address, tuple.remote_port);
}

std::string endpoint_text(std::uint32_t address, std::uint16_t port) {
  return decode::endpoint_text(ipv4(address), port);
}

}  // namespace wirelab::lessons
