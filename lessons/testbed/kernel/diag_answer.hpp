#pragma once

#include "lessons/testbed/kernel/netlink_bytes.hpp"
#include "lessons/testbed/kernel/socket_reading.hpp"

#include <vector>

namespace wirelab::lessons {

// Adds the row of sock_diag that this message brings, if it brings one. False: it cannot be one.
bool read_row(const NetlinkMessage& message, Transport transport, std::vector<SocketReading>& rows);

}  // namespace wirelab::lessons
