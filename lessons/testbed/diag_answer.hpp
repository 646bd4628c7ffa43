#pragma once

#include "lessons/testbed/socket_reading.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace wirelab::lessons {

// What NETLINK_SOCK_DIAG answered so far. Bytes that are not what the kernel writes end it with
// EBADMSG; the rows before them stand.
struct DiagAnswer {
  std::vector<SocketReading> rows;
  bool complete = false;
  int error = 0;  // errno
};

// Adds what one datagram says. Messages with another sequence number answer another question and
// are passed over.
void read_answer(std::span<const std::uint8_t> datagram, std::uint32_t sequence,
                 Transport transport, DiagAnswer& answer);

}  // namespace wirelab::lessons
