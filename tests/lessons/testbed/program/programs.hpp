#pragma once

#include "capture/bytes/file_descriptor.hpp"
#include "tests/lessons/testbed/wire/crossing.hpp"

#include <cstdint>

namespace wirelab::test {

// Sockets of a host, made by a short thread that entered it.
FileDescriptor listener_on(lessons::Host& host, std::uint16_t port, int backlog = 5);
// Not connected yet; connecting from any thread uses the host's stack.
FileDescriptor socket_on(lessons::Host& host);
// Port 0 where it fails.
std::uint16_t connect_to(const FileDescriptor& socket, const lessons::Host& host,
                         std::uint16_t port);

void bind_to(const FileDescriptor& socket, std::uint16_t port);

// Waits for what a thread of the wire is about to bring; false after a second.
bool eventually(const std::function<bool()>& holds);

// Sends so many bytes from the first host to the second; how many arrived.
std::size_t transfer(lessons::Bench& bench, std::size_t bytes);

// Of the calling thread's network namespace.
std::size_t interface_count();

}  // namespace wirelab::test
