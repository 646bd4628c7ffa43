#pragma once

#include "lab/rows/moment.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace wirelab::lab {

// What waits in a kernel, as its notes tell it from moment to moment.
enum class Queue : std::uint8_t {
  accept,     // connections that stand and wait for accept()
  syn,        // handshakes that are not complete
  send,       // bytes that the other end has not acknowledged
  receive,    // bytes that the program has not read
  window,     // bytes that the receiver offers to take
  datagrams,  // bytes that the kernel charges for unread datagrams
};

struct Course {
  struct Point {
    Time time;
    std::int64_t value;
    const KernelRead* read;  // in the Trace
  };
  Queue queue;
  std::string host, port;     // "server", "8080"
  std::vector<Point> points;  // of one scene up to the playhead, each another value; never empty

  const Point& last() const { return points.back(); }
};

// Of the connection in focus, of the listening sockets at its ends, and of UDP sockets: what stands
// out of the ordinary so far. What is taken up at once, a byte on its way or a connection that
// accept() waited for, does not. Ordered by end, left to right.
std::vector<Course> courses(const View& view, const Moment& moment);

// Without the SYN and the FIN, which the kernel counts as a byte each; -1: not told.
std::int64_t bytes_to_send(const KernelRead& read);
std::int64_t bytes_to_read(const KernelRead& read);

}  // namespace wirelab::lab
