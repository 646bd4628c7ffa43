#pragma once

#include "lessons/testbed/socket_reading.hpp"

#include <cstdint>
#include <span>

namespace wirelab::lessons {

// What stands behind a row of sock_diag: tcp_info, which every kernel sends as long as it knows it,
// and the socket's memory. Cut or bent attributes say nothing.
void read_attributes(std::span<const std::uint8_t> bytes, SocketReading& reading);

}  // namespace wirelab::lessons
