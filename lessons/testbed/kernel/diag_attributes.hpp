#pragma once

#include "lessons/testbed/kernel/netlink_bytes.hpp"
#include "lessons/testbed/kernel/socket_reading.hpp"

namespace wirelab::lessons {

// What stands behind a row of sock_diag: tcp_info, which every kernel sends as long as it knows it,
// and the socket's memory. Cut or bent attributes say nothing.
void read_socket_attributes(NetlinkBytes bytes, SocketReading& reading);

}  // namespace wirelab::lessons
